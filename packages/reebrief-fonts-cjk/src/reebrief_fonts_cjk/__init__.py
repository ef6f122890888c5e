"""A TrueType font with Chinese, Japanese and Korean characters; `reebrief` finds it by itself."""
