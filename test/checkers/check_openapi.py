"""Holds OpenAPI 3.0 documents against the specification: takes an object of them by name, and prints a finding a line."""

import json
import sys

from openapi_spec_validator import OpenAPIV30SpecValidator


def causes(error):
    """Of "valid under none of the schemas", what is wrong by each of them."""
    return [cause for part in error.context for cause in causes(part)] or [error]


for name, document in json.load(sys.stdin).items():
    for error in OpenAPIV30SpecValidator(document).iter_errors():
        for cause in causes(error):
            print(f"{name}: {cause.json_path}: {cause.message}")
