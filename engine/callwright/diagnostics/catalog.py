"""temporary"""
from callwright.diagnostics.model import *
def finding(code, message, span, help="", related=()):
    return Diagnostic(code, Severity.ERROR, message, span, help, tuple(related))
