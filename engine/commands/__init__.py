"""What the program does from the command line: one file a command, each with ``run(arguments) -> exit code``."""
