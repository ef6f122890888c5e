"""A TrueType font with Chinese and Japanese characters; `reebrief` finds it by itself."""
