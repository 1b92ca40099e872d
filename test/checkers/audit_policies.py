"""Audits IAM policies by Parliament: takes an object of policies by name, and prints a finding a line.

Not by Parliament's own command, which also writes what it reads to a file of a fixed name in /tmp.
"""

import json
import sys
from pathlib import Path

import parliament

parliament.override_config(Path(parliament.__file__).parent / "community_auditors" / "config_override.yaml")

for name, policy in json.load(sys.stdin).items():
    analyzed = parliament.analyze_policy_string(
        json.dumps(policy), name, include_community_auditors=True, config=parliament.config
    )
    for finding in map(parliament.enhance_finding, analyzed.findings):
        print(f"{name}: {finding.severity} {finding.issue}: {finding.detail or finding.title}")
