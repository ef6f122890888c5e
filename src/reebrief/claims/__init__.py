"""Which sentences of an article hedge, plan, judge or go unverified, and the figures covered."""

from reebrief.claims.classes import Claim, claims
from reebrief.claims.lists import CLASSES, ClaimWords, Class, Lists, load

__all__ = ["CLASSES", "Claim", "ClaimWords", "Class", "Lists", "claims", "load"]
