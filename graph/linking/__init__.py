"""Links citations to documents: build what is known with a KnowledgeBuilder, then record each text with the Linker that it builds."""

from danchieu.graph.linking.builder import KnowledgeBuilder
from danchieu.graph.linking.linker import LinkedText, Linker
from danchieu.graph.linking.registers import UnknownIdentity, list_documents
from danchieu.graph.linking.resolver import Attempt, Outcome
from danchieu.graph.linking.rungs import RUNGS, Rung

__all__ = ["RUNGS", "Attempt", "KnowledgeBuilder", "LinkedText", "Linker", "Outcome", "Rung", "UnknownIdentity", "list_documents"]
