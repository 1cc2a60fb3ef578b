// Every sentence of the pages, so that a translation has one place to begin. This file has what several screens share; the files beside
// it have what a single screen says, and are loaded with that screen.
import { frameWords } from './frame-words.ts'
import { registryWords } from './registry-words.ts'

const list = new Intl.ListFormat('en', { type: 'disjunction' })

export const words = {
  ...frameWords,
  registry: registryWords,
  loading: 'Loading',
  close: 'Close',
  cancel: 'Cancel',
  none: '—',
  noBucket: 'No bucket is called so.',
  copy: {
    what: (label: string) => `Copy ${label}`,
    done: 'Copied',
    failed: 'This browser does not let the page copy. It is selected: copy it by the keyboard.',
  },
  confirmation: { type: (word: string) => `Type ${word} to go on` },
  equivalent: {
    title: 'The same without this page',
    curl: 'the call by curl',
    key: 'HCP_CLIENT_ID and HCP_CLIENT_SECRET are those of a key. Access, Service principals makes keys.',
  },
  pages: { label: 'Pages of this list', previous: 'Previous', next: 'Next' },
  permission: {
    needs: (roles: readonly string[]) => `This takes the role ${list.format(roles)}: ask an administrator.`,
    unknown: (why: string) => `Whether you may do this could not be found out: ${why}`,
  },
  signedOut: {
    says: 'You are signed out, and nothing more is done here until you sign in. What you have typed stays.',
    link: 'Sign in, in another window',
  },
  error: { request: 'Request', requestId: 'id of the request', retry: 'Try again' },
  status: {
    VERSION_UNSET: 'unset',
    VERSION_RUNNING: 'running',
    VERSION_CANCELLED: 'cancelled',
    VERSION_FAILED: 'failed',
    VERSION_REVOKED: 'revoked',
    VERSION_REVOCATION_SCHEDULED: 'scheduled',
    VERSION_ACTIVE: 'active',
    VERSION_INCOMPLETE: 'incomplete',
    BUILD_UNSET: 'unset',
    BUILD_RUNNING: 'running',
    BUILD_DONE: 'done',
    BUILD_CANCELLED: 'cancelled',
    BUILD_FAILED: 'failed',
    UNDETERMINED: 'undetermined',
    UP_TO_DATE: 'up to date',
    OUT_OF_DATE: 'out of date',
  },
} as const
