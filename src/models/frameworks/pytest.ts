import type { FrameworkModel } from "../model";

/** pytest-forked (pytest_forked/__init__.py: `pytest_runtest_protocol`): the child sets up the fixtures that are not there yet, runs the test and exits. */
export const pytest = {
  kind: "framework",
  name: "pytest",
  summary: "pytest-forked runs a test in a child that is forked after pytest has imported all test modules",
  source: "https://github.com/pytest-dev/pytest-forked",
  apps: ["pytest.mark.forked"],
  loads: "preloaded",
  by: "pytest.mark.forked",
  modules: [],
  marks: [],
  childHooks: [],
  parentHooks: [],
  provides: [],
  runsForkHooks: true,
  collects: { files: ["test_*.py", "*_test.py"], beside: "conftest.py", functions: "test*", classes: "Test*" },
  isOneDeployment: true,
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import pytest
@pytest.mark.forked
def test_count():
    assert channel.unary_unary('/shop.Stock/Count')(b'') == b'3'
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import pytest
@pytest.mark.slow
def test_count():
    assert channel.unary_unary('/shop.Stock/Count')(b'') == b'3'
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import pytest
def test_count():
    assert channel.unary_unary('/shop.Stock/Count')(b'') == b'3'
@pytest.mark.forked
def test_price():
    assert 3 * 4 == 12
`,
      `import grpc
import pytest
@pytest.mark.forked
def test_count():
    with grpc.insecure_channel('stock:50051') as channel:
        assert channel.unary_unary('/shop.Stock/Count')(b'') == b'3'
`,
    ],
  },
} as const satisfies FrameworkModel;
