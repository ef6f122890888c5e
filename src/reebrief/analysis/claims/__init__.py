"""Which sentences of an article hedge, plan, judge or go unverified, and the figures covered."""

from reebrief.analysis.claims.classify import Claim, claims
from reebrief.analysis.claims.lexicon import CLASSES, ClaimWords, Class, Lists, load

__all__ = ["CLASSES", "Claim", "ClaimWords", "Class", "Lists", "claims", "load"]
