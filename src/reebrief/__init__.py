"""Policy briefs from news articles, in Word and PDF, with source caveats that cannot get lost."""

__version__ = "0.1.0"
