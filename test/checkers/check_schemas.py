"""Holds the JSON Schemas in the given files against the metaschema of draft-07, and prints a finding a line."""

import json
import sys

from jsonschema import Draft7Validator

metaschema = Draft7Validator(Draft7Validator.META_SCHEMA, format_checker=Draft7Validator.FORMAT_CHECKER)

for file in sys.argv[1:]:
    with open(file, encoding="utf-8") as opened:
        for error in metaschema.iter_errors(json.load(opened)):
            print(f"{file}: {error.json_path}: {error.message}")
