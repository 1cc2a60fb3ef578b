// The project's rules about its own shape (docs/ARCHITECTURE.md). Each rule is a function from files to complaints, and is
// also shown a file that breaks it, so that a rule that no longer finds anything is noticed.
import assert from 'node:assert/strict'
import { posix } from 'node:path'
import { test } from 'node:test'
import { importCircles } from './support/import-rules.ts'
import {
  borrowedSpellings,
  handlerViolations,
  isSummed,
  jobsWithoutFile,
  openedUseCases,
  secondMoments,
  unauthorizedUseCases,
} from './support/operation-rules.ts'
import { mainFiles } from './support/main-files.ts'
import { missingFiles } from './support/named-files.ts'
import { pageViolations } from './support/page-rules.ts'
import { uncalledMethods } from './support/port-rules.ts'
import {
  codeOf,
  isCode,
  isGenerated,
  isOwn,
  isTypeScript,
  readTree,
  type SourceFile,
  sourceFile,
} from './support/source-tree.ts'

interface Rule {
  /** A sentence about the project. */
  readonly name: string
  readonly violations: (files: readonly SourceFile[]) => readonly string[]
  /** Files, by path, that break the rule exactly once. */
  readonly planted: Readonly<Record<string, string>>
}

/** One complaint for each line that the pattern is found in. */
const found = (file: SourceFile, pattern: RegExp, complaint: string): readonly string[] =>
  file.lines.flatMap((line, index) => {
    const match = pattern.exec(line)
    return match ? [`${file.path}:${index + 1}: ${complaint.replace('$', match[0].trim())}`] : []
  })

// --- Rings -----------------------------------------------------------------------------------------------------------

/** What each ring may import besides itself. */
const rings: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  contract: [],
  machine: ['domain'],
  client: ['contract'],
  log: [],
  config: ['domain', 'machine'],
  tls: ['domain', 'machine'],
  storage: ['domain', 'machine'],
  jobs: ['domain', 'machine'],
  auth: ['domain', 'machine'],
  http: ['contract', 'domain', 'auth', 'machine', 'log'],
  app: ['domain', 'storage', 'auth', 'http', 'jobs', 'tls', 'config', 'log', 'machine'],
  cli: ['app', 'domain', 'storage', 'auth', 'tls', 'config', 'log', 'machine', 'client'],
  main: ['cli'],
}
const ringOfFile: Readonly<Record<string, string>> = { 'src/main.ts': 'main' }

/** The folder below src/. Files directly in src/ belong to the composition root, app.ts, unless `ringOfFile` names them. */
const ringOf = (path: string): string => ringOfFile[path] ?? /^src\/(\w+)\//.exec(path)?.[1] ?? 'app'

/** The path prefixes under which a package may be imported; a package that is not listed may be imported anywhere in src/. */
const packages: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['src/storage/engine/sqlite/'],
  pg: ['src/storage/engine/postgres/'],
  kysely: ['src/storage/'],
  fastify: ['src/http/', 'src/app.ts'],
  '@peculiar/x509': ['src/tls/'],
  commander: ['src/cli/'],
  'cli-table3': ['src/cli/client/output/'],
  yaml: ['src/cli/client/output/'],
  aws4fetch: ['src/client/workload/', 'src/jobs/stream/destination/'],
  'pino-pretty': ['src/log/'],
  'env-paths': ['src/config/'],
  jose: ['src/auth/'],
  nodemailer: ['src/machine/mail/'],
  'openid-client': ['src/auth/provider-sign-in/'],
  re2js: ['src/auth/workload/'],
  '@zxcvbn-ts/core': ['src/auth/passwords/'],
  '@zxcvbn-ts/language-common': ['src/auth/passwords/'],
  '@zxcvbn-ts/language-en': ['src/auth/passwords/'],
  otplib: ['src/auth/passwords/'],
  qr: ['src/http/pages/'],
  '@fastify/send': ['src/http/pages/'],
}
/** All that the innermost rings need of the platform: they compute, and touch neither network, files nor environment. */
const platform: Readonly<Record<string, readonly string[]>> = {
  domain: ['node:crypto', 'node:util', 'node:zlib'],
  contract: [],
}

const packageOf = (module: string) => module.split('/', module.startsWith('@') ? 2 : 1).join('/')

function ringViolations(file: SourceFile): readonly string[] {
  const ring = ringOf(file.path)
  const inner = rings[ring] ?? []
  return codeOf(file)
    .imports.filter(({ text: module }) => module.startsWith('.'))
    .map(({ text: module, line }) => ({ module, line, target: ringOf(posix.join(posix.dirname(file.path), module)) }))
    .filter(({ target }) => target !== ring && !inner.includes(target))
    .map(
      ({ module, line, target }) =>
        `${file.path}:${line}: imports ${module}, which belongs to ${target}; ${ring} may import ${inner.join(', ') || 'nothing but itself'}`,
    )
}

function packageViolations(file: SourceFile): readonly string[] {
  const allowed = platform[ringOf(file.path)]
  return codeOf(file)
    .imports.filter(({ text: module }) => !module.startsWith('.'))
    .flatMap(({ text: module, line }) => {
      const at = `${file.path}:${line}: imports ${module}`
      if (allowed && !allowed.includes(module)) return [`${at}; here only ${allowed.join(', ') || 'nothing'} may be`]
      const places = packages[packageOf(module)] ?? ['']
      return places.some((place) => file.path.startsWith(place)) ? [] : [`${at}, which only ${places.join(', ')} may`]
    })
}

// --- Names -----------------------------------------------------------------------------------------------------------

const SHAPELESS = /^(?:[\w-]*-)?(?:utils?|helpers?|types?|common|misc|manager|service|part-?\d+)(?:\.test)?\.tsx?$/
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?\.tsx?$/
/** The words of API 2021-04-30, in any of their spellings. */
const OLD_VOCABULARY = /iteration|image_?bucket|slug|cloud_?provider|api_?version/i
// Split in halves, because the rule reads this file too.
const REMINDERS = ['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK', 'X' + 'XX']
const UNFINISHED = new RegExp(`\\b(?:${REMINDERS.join('|')})\\b`)
const DATABASES = /sqlite|postgres|mysql/i

// --- Folders ---------------------------------------------------------------------------------------------------------

function withoutOpeningComment(files: readonly SourceFile[]): readonly string[] {
  const own = files.filter(isOwn)
  const folders = [...new Set(own.map(({ path }) => posix.dirname(path)))]
  return folders.flatMap((folder) => {
    const name = posix.basename(folder)
    const names = [mainFiles[folder], 'index.ts', `${name}.ts`, `${name}-commands.ts`]
    const main = own.find(({ path }) => names.some((one) => path === `${folder}/${one ?? ''}`))
    if (!main) return [`${folder}: has no main file: one called ${names.filter(Boolean).join(' or ')}`]
    const [first = ''] = main.lines
    return first.startsWith('//')
      ? []
      : [
          `${main.path}:1: is the main file of ${folder} and must open with a comment: what the folder owns, what it must not do`,
        ]
  })
}

const MOST_ENTRIES = 15
/** Folders that grow by themselves, and that nobody reads from the first file to the last. */
const GROWING = ['src/contract/generated', 'src/storage/migrations']

function crowdedFolders(files: readonly SourceFile[]): readonly string[] {
  const entries = new Set<string>()
  for (const { path } of files.filter(isOwn))
    for (let entry = path; entry !== 'src' && entry !== '.'; entry = posix.dirname(entry)) entries.add(entry)
  return [...Map.groupBy(entries, (entry) => posix.dirname(entry))]
    .filter(([folder, { length }]) => length > MOST_ENTRIES && !GROWING.includes(folder))
    .map(
      ([folder, { length }]) =>
        `${folder}: has ${length} entries, at most ${MOST_ENTRIES}: give it a second floor, named after what some of them have in common`,
    )
}

const rules: readonly Rule[] = [
  {
    name: 'an inner ring imports no outer one',
    violations: (files) => files.filter(isOwn).flatMap(ringViolations),
    planted: {
      'src/domain/catalog/bucket/bucket.ts': `import { channelOut } from '../../../http/packer/v2023/channels.ts'`,
    },
  },
  {
    name: 'a library stays where it belongs, and the domain computes without any',
    violations: (files) => files.filter(isOwn).flatMap(packageViolations),
    planted: { 'src/domain/catalog/bucket/bucket.ts': `import { request } from 'node:http'` },
  },
  {
    name: 'the pages ask by the client, and know nothing else of ours',
    violations: (files) => files.filter(isCode).flatMap(pageViolations),
    planted: { 'web/app/home.tsx': `import { statusCodes } from '../../src/contract/status.ts'` },
  },
  {
    name: 'only config.ts reads the environment',
    violations: (files) =>
      files
        .filter((file) => isOwn(file) && file.path !== 'src/config/config.ts')
        .flatMap((file) => {
          const { imports, accesses } = codeOf(file)
          const reads = [
            ...accesses.filter(({ text }) => text === 'process.env'),
            ...imports.filter(({ text }) => text === 'node:process'),
          ]
          return reads.map(
            ({ line }) => `${file.path}:${line}: reads the environment; let config.ts do it and pass the value on`,
          )
        }),
    planted: { 'src/log/log.ts': 'export const level = process.env.ASSAY_LOG_LEVEL' },
  },
  {
    name: 'only dialect.ts and the folder of a database name it',
    violations: (files) =>
      files
        .filter((file) => isOwn(file) && !/^src\/storage\/engine\/(?:dialect\.ts|sqlite\/|postgres\/)/.test(file.path))
        .filter(({ path }) => /^src\/(?:storage|domain|http|auth|jobs|client|contract)\//.test(path))
        .flatMap((file) =>
          codeOf(file)
            .words.filter(({ text }) => DATABASES.test(text))
            .map(
              ({ text, line }) =>
                `${file.path}:${line}: "${text.trim()}" names a database; ask dialect.ts for a capability instead`,
            ),
        ),
    planted: { 'src/storage/query/keyset.ts': `export const isSqlite = true // sqlite may be named in a remark` },
  },
  {
    name: 'the domain, the storage and the jobs speak the vocabulary of 2023-01-01',
    violations: (files) =>
      files
        .filter((file) => isOwn(file) && /^src\/(?:domain|storage|jobs)\//.test(file.path))
        .flatMap((file) =>
          codeOf(file)
            .words.filter(({ text }) => OLD_VOCABULARY.test(text))
            .map(
              ({ text, line }) =>
                `${file.path}:${line}: "${text.trim()}" is a word of 2021-04-30; see the vocabulary in docs/ARCHITECTURE.md`,
            ),
        ),
    planted: {
      'src/domain/catalog/version/version.ts': `export const iterationId = 1 // an iteration may be named in a remark`,
    },
  },
  {
    name: 'a file is called after what it exports, in kebab-case',
    violations: (files) =>
      files.filter(isCode).flatMap(({ path }) => {
        const name = posix.basename(path)
        if (SHAPELESS.test(name))
          return [`${path}:1: "${name}" says nothing of what is in it: name it after its main export`]
        return KEBAB.test(name) ? [] : [`${path}:1: "${name}" is not kebab-case`]
      }),
    planted: { 'src/domain/bucket/bucket-utils.ts': '' },
  },
  {
    name: 'an index.ts exists only where the handlers of an API, or the routes of a caller without one, are summed',
    violations: (files) =>
      files
        .filter((file) => isTypeScript(file) && posix.basename(file.path) === 'index.ts')
        .filter(({ path }) => !isSummed(path))
        .map(({ path }) => `${path}:1: import the files themselves; only src/http/<api>/ has an index.ts`),
    planted: { 'src/domain/bucket/index.ts': '' },
  },
  {
    name: 'every export has a name',
    violations: (files) =>
      files
        .filter(isTypeScript)
        .flatMap((file) => found(file, /^\s*export (?:default\b|\{[^}]*\bas default\b)/, '"$": export it by name')),
    planted: { 'src/domain/catalog/bucket/bucket.ts': 'export default 1' },
  },
  {
    name: 'no file outgrows a reader',
    violations: (files) =>
      files.filter(isCode).flatMap(({ path, lines }) => {
        const limit = path.startsWith('test/') ? 400 : 250
        const length = lines.at(-1) === '' ? lines.length - 1 : lines.length
        return length > limit ? [`${path}:${limit + 1}: has ${length} lines, at most ${limit}: split it by verb`] : []
      }),
    planted: { 'src/domain/catalog/bucket/bucket.ts': '\n'.repeat(251) },
  },
  {
    name: 'nothing is left unfinished in a remark',
    violations: (files) =>
      files
        .filter((file) => !isGenerated(file))
        .flatMap((file) =>
          found(file, UNFINISHED, '"$": finish it, or write it down where the project keeps its plans'),
        ),
    planted: { 'docs/quirks.md': `one\n${REMINDERS.join(' ')}` },
  },
  {
    name: 'a page names only files that exist',
    violations: missingFiles,
    planted: { 'docs/quirks.md': 'see `channel/forgotten.ts`', 'src/domain/catalog/channel/channel.ts': '' },
  },
  {
    name: 'no imports run in a circle',
    violations: importCircles,
    planted: {
      'src/domain/clock.ts': `import type { Page } from './page.ts'`,
      'src/domain/page.ts': `import { later } from './clock.ts'`,
    },
  },
  {
    name: 'no folder outgrows a reader',
    violations: crowdedFolders,
    planted: Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`src/domain/noun-${index}.ts`, ''])),
  },
  {
    name: "a folder's main file opens with a comment",
    violations: withoutOpeningComment,
    planted: { 'src/domain/catalog/bucket/bucket.ts': 'export const bucket = 1' },
  },
  {
    name: 'every operation has one handler in the folder of its API, or is named as not served',
    violations: handlerViolations,
    planted: {
      'src/contract/generated/fruit.ts': 'export const operations = {\n  FruitService_Get: {\n',
      'src/http/fruit/index.ts': `import '../../contract/generated/fruit.ts'\nexport const one = { FruitService_Get() {} }`,
      'src/http/fruit/apples.ts': 'export const two = { FruitService_Get() {} }',
    },
  },
  {
    name: 'no spelling of the Packer API borrows from another',
    violations: (files) => files.filter(isOwn).flatMap(borrowedSpellings),
    planted: { 'src/http/packer/v2021/builds.ts': `import { buildOut } from '../v2023/builds.ts'` },
  },
  {
    name: 'a use case asks for permission before anything else',
    violations: unauthorizedUseCases,
    planted: {
      'src/domain/catalog/bucket/get-bucket.ts':
        'export async function getBucket(context: Context, name: string) {\n  return find(name)\n}',
    },
  },
  {
    name: 'what asks for no permission because the registry does it by itself is called by jobs alone',
    violations: openedUseCases,
    planted: { 'src/http/packer/v2023/builds.ts': 'cancelSilentBuilds(context, {})' },
  },
  {
    name: 'nothing is asked of the storage that nobody in src/ asks for',
    violations: uncalledMethods,
    planted: {
      'src/domain/catalog/bucket/bucket-store.ts': 'export interface BucketStore {\n  count(): Promise<number>\n}\n',
    },
  },
  {
    name: 'a change happens at one moment',
    violations: (files) => files.filter(isOwn).flatMap(secondMoments),
    planted: {
      'src/domain/catalog/channel/update-channel.ts': 'export const late = (context: Context) => context.clock.now()',
    },
  },
  {
    name: 'every kind of job has a file of its name',
    violations: jobsWithoutFile,
    planted: { 'src/domain/record/job/job.ts': `export type JobKind = 'count-beans'\n` },
  },
]

const tree = readTree(new URL('..', import.meta.url))

for (const { name, violations, planted } of rules)
  test(name, () => {
    const complaints = violations(tree)
    if (complaints.length > 0) assert.fail(`\n  ${complaints.join('\n  ')}`)
    const files = Object.entries(planted).map(([path, text]) => sourceFile(path, text))
    assert.equal(violations(files).length, 1, `the rule does not see ${JSON.stringify(planted)}`)
  })
