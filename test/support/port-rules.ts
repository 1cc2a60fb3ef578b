// The rule of test/architecture.test.ts about ports: a port has no method that nothing calls.
import { codeOf, isOwn, isUnder, type SourceFile } from './source-tree.ts'

const STORE = /^export interface \w+Store \{$([^]*?)^\}$/m
const METHOD = /^ {2}(\w+)\(/gm

/** Methods that only tests call so far, and why they exist. */
const awaited: Readonly<Record<string, string>> = {
  'src/domain/record/event/event-store.ts findCompletion':
    'for webhooks and the audit log, the readers of events to come',
  'src/domain/record/event/event-store.ts list': 'the same',
  'src/domain/record/ledger/ledger-store.ts after': 'the same',
}

/** One complaint for each method of a port that only the storage mentions. */
export function uncalledMethods(files: readonly SourceFile[]): readonly string[] {
  const asking = files.filter(
    (file) => isOwn(file) && !isUnder('src/storage')(file) && !file.path.endsWith('-store.ts'),
  )
  const named = new Set(asking.flatMap((file) => codeOf(file).words.map(({ text }) => text)))
  return files
    .filter((file) => isOwn(file) && file.path.endsWith('-store.ts') && isUnder('src/domain')(file))
    .flatMap(({ path, text }) => {
      const [, body = ''] = STORE.exec(text) ?? []
      return [...body.matchAll(METHOD)]
        .map(([, method = '']) => method)
        .filter((method) => !named.has(method) && !Object.hasOwn(awaited, `${path} ${method}`))
        .map((method) => `${path}:1: nothing in src/ calls ${method}: let it go`)
    })
}
