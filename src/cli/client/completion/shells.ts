import { choicesOf, type Completable, type CompletableWord } from './completable.ts'

type Script = (places: readonly Completable[]) => string

/**
 * Each script finds the longest beginning of the line that is a command and offers what may follow it; after an option whose values are
 * known, it offers those. File names are left to the shell.
 */
export const shells = {
  bash: (places) => `# assay completion bash > /etc/bash_completion.d/assay
_assay() {
  local word place="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${place:+$place }\${COMP_WORDS[i]}" in
    ${alternatives(places)}) place="\${place:+$place }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$place" in
${places.map(({ path, words }) => `  '${path}') word='${words.map(({ word }) => word).join(' ')}' ;;`).join('\n')}
  esac
  case "$place \${COMP_WORDS[COMP_CWORD - 1]}" in
${casesOf(places, (choices) => `word='${choices}'`)}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$word" -- "\${COMP_WORDS[COMP_CWORD]}")
}
complete -o default -F _assay assay
`,
  zsh: (places) => `#compdef assay
# assay completion zsh > "\${fpath[1]}/_assay"
_assay() {
  local place="" i
  local -a found
  for ((i = 2; i < CURRENT; i++)); do
    case "\${place:+$place }\${words[i]}" in
    ${alternatives(places)}) place="\${place:+$place }\${words[i]}" ;;
    esac
  done
  case "$place" in
${places.map(({ path, words }) => `  '${path}') found=(${words.map(({ word, description }) => `'${word}:${description.replaceAll(':', ' ')}'`).join(' ')}) ;;`).join('\n')}
  esac
  case "$place \${words[CURRENT - 1]}" in
${casesOf(places, (choices) => `found=(${choices})`)}
  esac
  _describe assay found || _files
}
compdef _assay assay
`,
  fish: (places) => `# assay completion fish > ~/.config/fish/completions/assay.fish
function __assay_at
  set -l place
  for word in (commandline -opc)[2..]
    set -l longer (string join ' ' $place $word)
    contains -- $longer ${places
      .filter(({ path }) => path !== '')
      .map(({ path }) => `'${path}'`)
      .join(' ')}
    and set place $longer
  end
  test "$place" = "$argv[1]"
end
${places.flatMap(({ path, words }) => words.map((word) => `complete -c assay -n "__assay_at '${path}'" ${fishWord(word)} -d '${word.description}'`)).join('\n')}
`,
  powershell: (places) => `# assay completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName assay -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $places = @{
${places.map(({ path, words }) => `    '${path}' = @(${words.map(({ word }) => `'${word}'`).join(', ')})`).join('\n')}
  }
  $choices = @{
${[...choicesOf(places)].map(([flag, choices]) => `    '${flag}' = @(${choices.map((choice) => `'${choice}'`).join(', ')})`).join('\n')}
  }
  $place = ''
  $last = ''
  foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
    if ($element.Extent.EndOffset -ge $cursorPosition) { break }
    $last = "$element"
    $longer = "$place $element".Trim()
    if ($places.ContainsKey($longer)) { $place = $longer }
  }
  $found = if ($choices.ContainsKey("$place $last")) { $choices["$place $last"] } else { $places[$place] }
  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`,
} as const satisfies Record<string, Script>

/** One case for each set of values. */
function casesOf(places: readonly Completable[], set: (choices: string) => string): string {
  const byChoices = Map.groupBy(choicesOf(places), ([, choices]) => choices.join(' '))
  return [...byChoices]
    .map(([choices, found]) => `  ${found.map(([line]) => `'${line}'`).join(' | ')}) ${set(choices)} ;;`)
    .join('\n')
}

function fishWord({ word, short, choices }: CompletableWord): string {
  if (!word.startsWith('--')) return `-f -a '${word}'`
  const typed = `${short === null ? '' : `-s ${short.slice(1)} `}-l ${word.slice(2)}`
  return choices.length === 0 ? typed : `${typed} -x -a '${choices.join(' ')}'`
}

const alternatives = (places: readonly Completable[]): string =>
  places
    .filter(({ path }) => path !== '')
    .map(({ path }) => `'${path}'`)
    .join(' | ')
