// `assay completion`: scripts for shells, made from the commands themselves.
import type { Command } from 'commander'
import type { DeclaredVerb } from '../client-command.ts'
import { usage } from '../client-failure.ts'
import { completableOf } from './completable.ts'
import { shells } from './shells.ts'

export const completionVerb: DeclaredVerb = {
  kind: 'itself',
  words: '<shell>',
  examples: [
    'assay completion bash > assay.bash',
    'assay completion zsh',
    'assay completion fish',
    'assay completion powershell',
  ],
  run: completion,
}

async function completion(command: Command, _signal: AbortSignal, program: Command): Promise<void> {
  const [shell = ''] = command.args
  if (!Object.hasOwn(shells, shell))
    throw usage(`${JSON.stringify(shell)} is no shell that is known here: ${Object.keys(shells).join(', ')}`)
  process.stdout.write(shells[shell as keyof typeof shells](completableOf(program)))
}
