import type { FrameworkModel } from "../model";

/** functions-framework loads the user's module and then starts gunicorn, which forks (grpc/grpc#41725). */
export const functionsFramework = {
  kind: "framework",
  name: "functions-framework",
  summary: "functions-framework imports the module of the function in the process that gunicorn then forks",
  source: "https://github.com/grpc/grpc/issues/41725",
  apps: [
    "functions_framework.http",
    "functions_framework.cloud_event",
    "functions_framework.typed",
    "functions_framework.typed()",
  ],
  loads: "preloaded",
  by: "functions-framework (gunicorn)",
  modules: [],
  marks: [],
  childHooks: [],
  parentHooks: [],
  provides: [],
  runsForkHooks: true,
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import functions_framework
@functions_framework.http
def count(request):
    return channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
    no: [
      `import grpc
import functions_framework
@functions_framework.http
def count(request):
    with grpc.insecure_channel('stock:50051') as channel:
        return channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
  },
} as const satisfies FrameworkModel;
