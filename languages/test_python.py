"""The library as a program in Python sees it. `languages/check` builds the package and runs these tests with it."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from cdk8s import App, Chart
from cdk8s_temporal_auth import AuthErrors, MtlsPki, SecretRef

CHECKOUT = Path(__file__).parent.parent
QUICKSTART = CHECKOUT / "examples" / "quickstart"

STORED = """
from cdk8s import App, Chart
from cdk8s_temporal_auth import CertificateAuthority, MtlsPki, SecretStoreRef

app = App()
chart = Chart(app, "temporal", namespace="temporal")
clients = CertificateAuthority.local(store="pki", secret_store=SecretStoreRef.store("vault"))
MtlsPki(chart, "Pki", clients=clients).add_person_certificate("admin")
app.synth()
print("synthesized")
"""


class Programs(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def run_here(self, *command):
        env = {name: value for name, value in os.environ.items() if name != "CDK8S_OUTDIR"}
        return subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True)

    def test_the_quickstart_writes_the_bytes_that_typescript_writes(self):
        shutil.copytree(QUICKSTART, self.folder, dirs_exist_ok=True)
        ran = self.run_here(sys.executable, "main.py")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn("service payments-worker: payments:write", ran.stderr)
        written = {file.name: file.read_bytes() for file in (self.folder / "dist").iterdir()}
        expected = {file.name: file.read_bytes() for file in Path(os.environ["TYPESCRIPT_MANIFESTS"]).iterdir()}
        self.assertGreater(len(expected), 0)
        self.assertEqual(written, expected)

    def test_a_store_is_made_from_what_a_program_declares_which_writes_no_manifest_then(self):
        (self.folder / "main.py").write_text(STORED)
        app = f"{sys.executable} main.py"
        made = self.run_here("node", str(CHECKOUT / "lib/cli/main.js"), "pki", "init", "--app", app)
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertFalse((self.folder / "dist").exists())
        ran = self.run_here(sys.executable, "main.py")
        self.assertEqual((ran.returncode, ran.stdout), (0, "synthesized\n"), ran.stderr)


class Refusals(unittest.TestCase):
    def setUp(self):
        self.chart = Chart(App(), "temporal", namespace="temporal")

    def test_an_error_tells_its_facts(self):
        with self.assertRaises(RuntimeError) as caught:
            MtlsPki(self.chart, "Pki", frontend_dns_names=["*"])
        details = AuthErrors.details(str(caught.exception))
        self.assertEqual((details.option, details.value), ("MtlsPki.frontendDnsNames[0]", '"*"'))
        self.assertIn(details.code, str(caught.exception))

    def test_the_error_of_another_tells_none(self):
        self.assertIsNone(AuthErrors.details(str(ValueError("no"))))

    def test_a_reference_to_a_secret_can_be_made(self):
        self.assertNotIn("password", str(SecretRef.existing("postgres", "password")))


if __name__ == "__main__":
    unittest.main()
