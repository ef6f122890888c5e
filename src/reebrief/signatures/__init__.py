"""Sign Word and PDF files, and say who signed them: the extra ``reebrief[sign]``.

``keys`` reads the key · ``sign_pdf`` and ``sign_docx`` sign · ``examine`` looks at signatures, in
the limited process of ``verify`` · ``seen`` is what it saw. The home of pyhanko and asn1crypto,
whose import takes most of a second: only ``seen`` does without them.
"""
