// The rules of test/architecture.test.ts about operations: which file handles an operation, what an operation must authorize, and which
// operations run without a caller.
import { posix } from 'node:path'
import { codeOf, isOwn, isUnder, type SourceFile } from './source-tree.ts'

// --- Handlers --------------------------------------------------------------------------------------------------------

const GENERATED_TABLE = /contract\/generated\/([\w-]+)\.ts'/
const OPERATION = /^ {2}(\w+): \{$/gm

/** Folders that implement no API of the contract, and why. */
const uncontracted: Readonly<Record<string, string>> = {
  'src/http/run-task': 'Terraform calls it, as its own documentation says; no document of ours describes it',
}

/** Whether a file collects the handlers of an API, or the routes of a caller without one. */
export const isSummed = (path: string): boolean => /^src\/http\/(?:[\w-]+\/){1,2}index\.ts$/.test(path)

/** Compares the handlers of one API folder with the operations of its document. Spread into one object, a duplicate would go unnoticed. */
export function handlerViolations(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter(({ path }) => isSummed(path))
    .filter(({ path }) => !Object.hasOwn(uncontracted, posix.dirname(path)))
    .flatMap((index) => {
      const document = GENERATED_TABLE.exec(index.text)?.[1] ?? ''
      const table = files.find(({ path }) => path === `src/contract/generated/${document}.ts`)
      if (!table)
        return [`${index.path}:1: imports no document of contract/generated, so its handlers cannot be checked`]
      const operations = new Set([...table.text.matchAll(OPERATION)].map(([, name]) => name))
      const own = files.filter(isUnder(posix.dirname(index.path)))
      const unserved = own.find(({ path }) => path.endsWith('/unimplemented.ts'))
      const named = [...(unserved ? [unserved] : []), ...own.filter((file) => file !== unserved)].flatMap((file) => {
        const { methods, words } = codeOf(file)
        const names = file === unserved ? words : methods
        return names.map(({ text, line }) => ({ name: text, at: `${file.path}:${line}` }))
      })
      const first = new Map<string, string>()
      return named.flatMap(({ name, at }) => {
        if (!operations.has(name))
          return /^\w+Service_\w+$/.test(name) ? [`${at}: ${name} is no operation of ${document}`] : []
        const earlier = first.get(name)
        first.set(name, earlier ?? at)
        return earlier === undefined ? [] : [`${at}: ${name} is named a second time; the first is ${earlier}`]
      })
    })
}

const SPELLING = /^src\/http\/packer\/v\d+\//

/** The Packer APIs resemble each other, but their contracts are frozen, so each has its own readers and writers. */
export function borrowedSpellings(file: SourceFile): readonly string[] {
  const own = SPELLING.exec(file.path)?.[0]
  if (own === undefined) return []
  return codeOf(file)
    .imports.map(({ text, line }) => ({ line, target: posix.join(posix.dirname(file.path), text) }))
    .filter(({ target }) => SPELLING.test(target) && !target.startsWith(own))
    .map(({ line, target }) => `${file.path}:${line}: imports ${target}, which is another API's spelling`)
}

// --- Use cases -------------------------------------------------------------------------------------------------------

/** Functions that take a context and authorize nothing, and why. */
const openUseCases: Readonly<Record<string, string>> = {
  authorize: 'is the question itself',
  isAllowed: 'is the question itself',
  authorizeSomeChange: 'is the question itself',
  authorizeSomeChangeIn: 'is the question itself',
  getCallerIdentity: 'everybody may ask who they are',
  listOrganizations: 'shows an actor what it has a role in',
  getOrganization: 'shows an actor what it has a role in',
  listProjects: 'shows an actor what it has a role in',
  authorizeBuckets: 'is how permission is asked for',
  requireReach: 'is how permission is asked for',
  requireOwnerForOwner: 'is how permission is asked for',
  viewOrganization: 'asks for the permission that it is given, on what it finds',
  viewProject: 'asks for the permission that it is given, on what it finds',
  viewGroup: 'asks for the permission that it is given, on what it finds',
  lookFor: 'shows an actor what it has a role in',
  findHome: 'shows an actor what it has a role in',
  testPermissions: 'tells an actor what it may do itself',
  getPrincipals: 'is for who may give a role to anybody anywhere in the organization',
  searchPrincipals: 'is for who may give a role to anybody anywhere in the organization',
  viewTarget: 'asks for the permission that it is given, on what it finds',
  getProject: 'shows an actor what it has a role in',
  getSelf: 'shows people themselves',
  getOwnSignIns: 'shows people themselves',
  changePassword: 'everybody may change their own',
  requireCurrentPassword: 'is how people prove that it is they',
  beginSecondFactor: 'everybody may have one',
  enableSecondFactor: 'everybody may have one',
  disableSecondFactor: 'everybody may do without, by showing it',
  signOut: 'everybody may leave',
  signOutEverywhere: 'everybody may leave',
  allowBrowserLogin: 'everybody may have a program act as them',
  findOperation: 'looks only where the actor has a role',
}

/** What the registry does by itself needs no permission either. Only jobs/ may call these. */
const registryUseCases: Readonly<Record<string, string>> = {
  applyWhenDue: 'src/domain/catalog/revocation/apply-revocation.ts',
  cancelSilentBuilds: 'src/domain/catalog/build/cancel-silent-builds.ts',
  completeInItsMoment: 'src/domain/catalog/version/complete-version.ts',
  eventsToMail: 'src/domain/record/email/events-to-mail.ts',
  keepSettingsStreams: 'src/domain/record/stream/keep-settings-streams.ts',
  proveLedgers: 'src/domain/record/ledger/prove-ledgers.ts',
  pruneDeliveries: 'src/domain/record/delivery/prune-deliveries.ts',
  pruneLedgers: 'src/domain/record/ledger/prune-ledgers.ts',
  sealEvents: 'src/domain/record/ledger/seal-events.ts',
  tellHeads: 'src/domain/record/ledger/tell-heads.ts',
}

/** A function that changes a registry or a bucket, or looks below one, checks the permission that it is given. */
const BEGINS_WITH_PERMISSION =
  /^(?:(?:const \w+ = )?authorize\w*\(|(?:return|await) change(?:Registry|Bucket|Organization|Home|Group)\(|(?:const \w+ = )?await view(?:Bucket|Version|Channel|Organization|Project|Group|Target)\()/

/** A use case takes a context; a function that also takes a transaction's ports is a step of a use case. */
export function unauthorizedUseCases(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => isOwn(file) && isUnder('src/domain')(file))
    .flatMap((file) =>
      codeOf(file)
        .functions.filter(({ parameterTypes: [first, ...others] }) => first === 'Context' && !others.includes('Ports'))
        .filter(({ text: name }) => !Object.hasOwn(openUseCases, name) && registryUseCases[name] !== file.path)
        .filter(({ statements }) => {
          // Destructuring the input may come first.
          const first = statements.find((statement) => !/^const \{[^}]*\} = \w+$/.test(statement))
          return first === undefined || !BEGINS_WITH_PERMISSION.test(first)
        })
        .map(({ text, line }) => `${file.path}:${line}: ${text} must begin with authorize(…)`),
    )
}

export function openedUseCases(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => isOwn(file) && !isUnder('src/jobs')(file))
    .flatMap((file) =>
      codeOf(file)
        .words.filter(({ text }) => Object.hasOwn(registryUseCases, text) && registryUseCases[text] !== file.path)
        .map(({ text, line }) => `${file.path}:${line}: ${text} asks for no permission; only jobs/ may call it`),
    )
}

/** Files of the domain that read the clock or begin a transaction themselves, and why. */
const ownMoments: Readonly<Record<string, string>> = {
  'src/domain/change.ts': 'does it for all others',
  'src/domain/context.ts': 'says what there is',
  'src/domain/store.ts': 'says what there is',
  'src/domain/catalog/bucket/get-bucket.ts': 'changes nothing, and asks once for an answer',
  'src/domain/catalog/bucket/list-buckets.ts': 'changes nothing, and asks once for an answer',
  'src/domain/catalog/bucket/list-standing-buckets.ts': 'changes nothing, and asks once for an answer',
  'src/domain/catalog/version/list-standing-versions.ts': 'changes nothing, and asks once for an answer',
  'src/domain/catalog/revocation/preview-revocation.ts': 'changes nothing, and asks once for an answer',
  'src/domain/catalog/build/cancel-silent-builds.ts': 'asks once who is silent, and makes a change for each',
  'src/domain/principal/invitation/accept-invitation.ts': 'shows an invitation, and asks again when it is accepted',
  'src/domain/record/ledger/prove-ledgers.ts': 'changes nothing but what is known of ledgers, for as long as it takes',
  'src/domain/record/delivery/prune-deliveries.ts': 'changes no registry, and asks at no moment',
  'src/domain/record/ledger/prune-ledgers.ts': 'changes no registry, and asks once for each batch',
  'src/domain/record/ledger/seal-events.ts': 'changes no registry, and asks once for what follows',
  'src/domain/record/ledger/tell-heads.ts': 'changes no registry, and asks once for each page',
  'src/domain/organization/renew-secrets.ts': 'changes nothing but how secrets are kept, some at a time',
  'src/domain/organization/initialise-server.ts': 'is there before anybody who could make a change',
}

/** A change happens at one moment: reading the clock a second time could give another one. */
export function secondMoments(file: SourceFile): readonly string[] {
  if (!isUnder('src/domain')(file) || Object.hasOwn(ownMoments, file.path)) return []
  return codeOf(file)
    .words.filter(({ text }) => text === 'clock' || text === 'transaction')
    .map(({ text, line }) => `${file.path}:${line}: uses the ${text}; let makeChange (change.ts) do it`)
}

// --- Jobs ------------------------------------------------------------------------------------------------------------

const KINDS = /^export type JobKind =([^]*?)\n$/m

/** A kind of job is declared in domain/record/job/job.ts and implemented in jobs/<kind>.ts. */
export function jobsWithoutFile(files: readonly SourceFile[]): readonly string[] {
  const declared = files.find(({ path }) => path === 'src/domain/record/job/job.ts')
  const [, union = ''] = KINDS.exec(declared?.text ?? '') ?? []
  const kinds = [...union.matchAll(/'([\w-]+)'/g)].map(([, kind = '']) => kind)
  if (kinds.length === 0) return ['src/domain/record/job/job.ts: declares no kinds of jobs as JobKind']
  return kinds
    .filter((kind) => !files.some(({ path }) => path === `src/jobs/${kind}.ts`))
    .map((kind) => `src/domain/record/job/job.ts: there is no src/jobs/${kind}.ts for jobs of kind "${kind}"`)
}
