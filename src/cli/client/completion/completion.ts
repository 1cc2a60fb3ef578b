// `assay completion`: scripts for shells, made from the commands themselves.
import type { Command } from 'commander'
import type { DeclaredVerb } from '../client-command.ts'
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
  options: (command) => {
    command.registeredArguments[0]?.choices(Object.keys(shells))
  },
  run: completion,
}

async function completion(command: Command, _signal: AbortSignal, program: Command): Promise<void> {
  const [shell] = command.processedArgs as [keyof typeof shells]
  process.stdout.write(shells[shell](completableOf(program)))
}
