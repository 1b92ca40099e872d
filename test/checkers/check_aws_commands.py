"""Asks the AWS CLI itself about commands: takes a list of lists of words, and prints a finding a line. Nothing is called.

The CLI parses the options, and botocore holds the values against the model of the operation. What would be sent then is stopped.
"""

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout

os.environ.update(
    AWS_ACCESS_KEY_ID="none",
    AWS_SECRET_ACCESS_KEY="none",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_CONFIG_FILE=os.devnull,
    AWS_EC2_METADATA_DISABLED="true",
)

from awscli.clidriver import create_clidriver  # noqa: E402

# What only version 2 of the CLI has, which PyPI does not have:
# https://awscli.amazonaws.com/v2/documentation/api/latest/reference/logs/tail.html
OPTIONS_OF_V2 = {("logs", "tail"): {"--since", "--follow", "--format", "--filter-pattern"}}
GLOBAL_OPTIONS_OF_V2 = {"--cli-binary-format": {"base64", "raw-in-base64-out"}}


class Sent(Exception):
    """The command is right: it got as far as to a request."""


def send(**_):
    raise Sent


def finding(words):
    """What is wrong with the command, or None."""
    options = OPTIONS_OF_V2.get(tuple(words[:2]))
    if options is not None:
        strange = [word for word in words[2:] if word.startswith("--") and word not in options]
        return f"Unknown options: {', '.join(strange)}" if strange else None
    words, unknown = without_options_of_v2(words)
    if unknown:
        return unknown

    driver = create_clidriver()
    sent = []
    driver.session.register("before-call", lambda **_: sent.append(True) or send())
    said = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(said):
        try:
            driver.main(words)
        except SystemExit:
            pass
    return None if sent else what_is_wrong(said.getvalue())


def what_is_wrong(said):
    """The error, without how the CLI is used."""
    error = said.split(": error: ")[-1] if ": error: " in said else said.strip().split("\n\n")[-1]
    return " ".join(error.split())[:200] or "Nothing would be sent"


def without_options_of_v2(words):
    kept, rest = [], iter(words)
    for word in rest:
        allowed = GLOBAL_OPTIONS_OF_V2.get(word)
        if allowed is None:
            kept.append(word)
        elif (value := next(rest, None)) not in allowed:
            return kept, f"{word}: must be one of {', '.join(sorted(allowed))}, got {value}"
    return kept, None


for command in json.load(sys.stdin):
    found = finding(command)
    if found:
        print(f"aws {' '.join(command)}: {found}")
