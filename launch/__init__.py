"""From a fresh checkout to a running program: interpreter, .venv, system libraries, checks.

Standard library only, and no part of the installed program. Imports point one way:
trouble, interpreter -> system, environment -> terminal, checks -> session -> run.py.
"""
