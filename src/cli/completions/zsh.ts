import type { CompletedFlag, Completion, Grammar } from "./grammar";

/** A script for zsh: sourced after `compinit`, or a file `_grpc-fork-fix` in a folder of `fpath`. */
export function zshCompletions({ flags, commands }: Grammar): string {
  const branches = commands.map(
    ({ name, flags: own, words }) =>
      `        (${name}) _arguments -s ${specs(own)} ${quoted(`*:word:${action(words)}`)} ;;`,
  );
  return `#compdef grpc-fork-fix
# zsh completion of grpc-fork-fix: source <(grpc-fork-fix completions zsh)

_grpc-fork-fix() {
    local curcontext=$curcontext state line
    typeset -A opt_args
    local -a commands=(
${commands.map(({ name, summary }) => `        ${quoted(`${name}:${summary}`)}`).join("\n")}
    )
    _arguments -s -C ${specs(flags)} '(-): :->first' '(-)*:: :->rest' && return
    case $state in
    (first)
        _describe command commands
        _files
        ;;
    (rest)
        case $words[1] in
${branches.join("\n")}
        (*) _arguments -s ${specs(flags)} '*:path:_files' ;;
        esac
        ;;
    esac
}

if [[ $funcstack[1] == _grpc-fork-fix ]]; then
    _grpc-fork-fix "$@"
else
    compdef _grpc-fork-fix grpc-fork-fix
fi
`;
}

/** A line for each name. */
function specs(flags: readonly CompletedFlag[]): string {
  const all = flags.flatMap(({ names, help, value }) =>
    names.map((name) => {
      const text = help.replaceAll(/[[\]\\:]/g, "\\$&");
      if (value === null) return quoted(`*${name}[${text}]`);
      return quoted(`*${name}${name.startsWith("--") ? "=" : "+"}[${text}]:value:${action(value)}`);
    }),
  );
  return `\\\n${all.map((spec) => `        ${spec} \\\n`).join("")}       `;
}

function action(completion: Completion): string {
  switch (completion.kind) {
    case "words": {
      const words = completion.words.join(" ");
      return completion.several ? `_sequence compadd - ${words}` : `(${words})`;
    }
    case "folders":
      return "_files -/";
    case "files":
      return "_files";
    case "nothing":
      return " ";
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
