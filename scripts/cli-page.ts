// Makes docs/cli.md: the preface beside this file, then the commands that call a server, as commander has them. `--check` writes nothing
// and fails when the page is out of date.
import { readFile } from 'node:fs/promises'
import type { Command, Option } from 'commander'
import { examplesOf } from '../src/cli/client/client-command.ts'
import { clientNouns, clientVerbs } from '../src/cli/client/client-commands.ts'
import { declareProgram } from '../src/cli/program.ts'
import { makePage } from './made-page.ts'

const PREFACE = new URL('cli-preface.md', import.meta.url)
/** Options that the preface explains once, for all commands. */
const SHARED = ['--output', '--project', '--organization', '--yes']

const program = await declareProgram({ isWanted: () => true, ended: () => undefined })

const escaped = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

/** An option as `--help` shows it. */
function toldOf({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const described = argChoices === undefined ? description : `${description}: ${argChoices.join(', ')}`
  const byDefault = defaultValueDescription ?? (defaultValue === undefined ? '' : String(defaultValue))
  return byDefault === '' ? described : `${described} (default: ${byDefault})`
}

function sectionOf(command: Command, path: string): string {
  const words = command.registeredArguments.map((each) => (each.required ? `<${each.name()}>` : `[${each.name()}]`))
  const options = command.options
    .filter(({ long }) => !SHARED.includes(long ?? ''))
    .map((option) => `| \`${option.flags.replaceAll('|', '\\|')}\` | ${escaped(toldOf(option))} |`)
  const examples = examplesOf(command)
  return [
    `### \`${[path, ...words].join(' ')}\`\n`,
    `${command.description()}${command.options.some(({ long }) => long === '--yes') ? ' (asks first)' : ''}\n`,
    ...(options.length > 0 ? [`| Option | |\n|---|---|\n${options.join('\n')}\n`] : []),
    ...(examples.length > 0 ? [`${examples.map((line) => `    ${line}`).join('\n')}\n`] : []),
  ].join('\n')
}

const sections = program.commands
  .filter((command) => Object.hasOwn(clientNouns, command.name()) || Object.hasOwn(clientVerbs, command.name()))
  .flatMap((command) => {
    const path = `assay ${command.name()}`
    const below = command.commands.map((each) => sectionOf(each, `${path} ${each.name()}`))
    return below.length === 0
      ? [sectionOf(command, path).replace('### ', '## ')]
      : [`## \`${path}\`\n\n${command.description()}\n`, ...below]
  })

const mark = '<!-- Made by scripts/cli-page.ts from scripts/cli-preface.md and the commands. Never edited. -->\n'
const page = mark + (await readFile(PREFACE, 'utf8')) + sections.join('\n')
await makePage({ name: 'cli.md', text: page, from: 'the commands', command: 'cli' })
