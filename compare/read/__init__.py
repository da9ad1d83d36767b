"""Files to articles: `read_bytes` for one file's bytes, `read_path` for files and folders."""

from compare.read.identity import Distinct, content_id
from compare.read.reading import Reading
from compare.read.registry import read_bytes, read_each, read_path

__all__ = ["Distinct", "Reading", "content_id", "read_bytes", "read_each", "read_path"]
