import type { CompletedFlag, Completion, Grammar } from "./grammar";

/** A script for bash 3.2 and later, without the package bash-completion. */
export function bashCompletions({ flags, commands }: Grammar): string {
  const names = commands.map(({ name }) => name);
  const first = { kind: "words", words: names, several: false } as const;
  return `# bash completion of grpc-fork-fix: source <(grpc-fork-fix completions bash)

_grpc_fork_fix() {
    local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} command= word i
    # Bash takes --flag=value for three words.
    [[ $prev == = ]] && prev=\${COMP_WORDS[COMP_CWORD - 2]}
    [[ $cur == = ]] && cur=
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=\${COMP_WORDS[i]}
        case $word in
            ${valued([...flags, ...commands.flatMap((command) => command.flags)])})
                ((i++))
                [[ \${COMP_WORDS[i]} == = ]] && ((i++))
                ;;
            -* | =) ;;
            *)
                command=$word
                break
                ;;
        esac
    done
    COMPREPLY=()
    case $command in
${commands.map(({ name, flags: own, words }) => branch(name, own, words)).join("")}${branch('""', flags, first)}${branch("*", flags, { kind: "files" })}    esac
}

# Offers words, of which several may be joined by commas.
_grpc_fork_fix_list() {
    local before=
    [[ $cur == *,* ]] && before=\${cur%,*},
    COMPREPLY=($(compgen -P "$before" -W "$1" -- "\${cur##*,}"))
}

complete -o bashdefault -o default -F _grpc_fork_fix grpc-fork-fix
`;
}

/** The flags that take a value, as a pattern. */
function valued(flags: readonly CompletedFlag[]): string {
  return [...new Set(flags.flatMap(({ names, value }) => (value === null ? [] : names)))].join(" | ");
}

function branch(pattern: string, flags: readonly CompletedFlag[], words: Completion): string {
  const values = flags.flatMap(({ names, value }) =>
    value === null ? [] : [`                ${names.join(" | ")}) ${offer(value)} ;;\n`],
  );
  const all = flags.flatMap(({ names }) => names).join(" ");
  return `        ${pattern})
            case $prev in
${values.join("")}                *)
                    if [[ $cur == -* ]]; then
                        COMPREPLY=($(compgen -W "${all}" -- "$cur"))
                    else
                        ${offer(words)}
                    fi
                    ;;
            esac
            ;;
`;
}

/** Where nothing is offered, the shell offers files. */
function offer(completion: Completion): string {
  switch (completion.kind) {
    case "words": {
      const words = completion.words.join(" ");
      return completion.several ? `_grpc_fork_fix_list "${words}"` : `COMPREPLY=($(compgen -W "${words}" -- "$cur"))`;
    }
    case "folders":
      return 'COMPREPLY=($(compgen -d -- "$cur"))';
    default:
      return ":";
  }
}
