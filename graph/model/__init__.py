"""The ground floor: what documents, citations and issuers are, how they are numbered and named.

Its only input are the tables of data/reference.

A file goes through these records:

    SourceText (loaders) -> Head, Citation... = Reading  ->  Document, Resolution... = Record (what the store is given)
"""

from danchieu.graph.model.citations import SELF, Citation, Edge, Kind, Relation, Span, citation_id
from danchieu.graph.model.documents import Document, Evidence, Head, Issuer, Key, ProvinceHint, RegisterRow, Status, Symbol, TextKind
from danchieu.graph.model.links import Candidate, Link, Record, Relationship, Resolution, ResolutionStatus
from danchieu.graph.model.provisions import Provision
from danchieu.graph.model.readings import (
    Content,
    Failure,
    FileState,
    LeftAside,
    Note,
    Opened,
    Reading,
    Register,
    RegisterEntry,
    Stamp,
    Unchanged,
)
from danchieu.graph.model.rows import Row
from danchieu.graph.model.structure import Block, BlockKind

__all__ = [
    "SELF",
    "Block",
    "BlockKind",
    "Candidate",
    "Citation",
    "Content",
    "Document",
    "Edge",
    "Evidence",
    "Failure",
    "FileState",
    "Head",
    "Issuer",
    "Key",
    "Kind",
    "LeftAside",
    "Link",
    "Note",
    "Opened",
    "ProvinceHint",
    "Provision",
    "Reading",
    "Record",
    "Register",
    "RegisterEntry",
    "RegisterRow",
    "Relation",
    "Relationship",
    "Resolution",
    "ResolutionStatus",
    "Row",
    "Span",
    "Stamp",
    "Status",
    "Symbol",
    "TextKind",
    "Unchanged",
    "citation_id",
]
