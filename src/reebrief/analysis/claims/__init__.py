"""Find the sentences of an article that hedge, plan, judge or go unverified, with their figures."""

from reebrief.analysis.claims.classify import Claim, claims
from reebrief.analysis.claims.lexicon import CLASSES, ClaimWords, Class, Lexicon, load

__all__ = ["CLASSES", "Claim", "ClaimWords", "Class", "Lexicon", "claims", "load"]
