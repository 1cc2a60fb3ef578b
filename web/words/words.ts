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
  noBucket: 'No matching buckets.',
  copy: {
    what: (label: string) => `Copy ${label}`,
    done: 'Copied',
    failed: 'Your browser blocked copying. The text is selected: copy it with the keyboard.',
  },
  confirmation: { type: (word: string) => `Type ${word} to confirm` },
  equivalent: {
    title: 'Equivalent API call',
    curl: 'curl command',
    key: 'Set HCP_CLIENT_ID and HCP_CLIENT_SECRET to a key from Access, Service principals.',
  },
  pages: { label: 'Pages of this list', previous: 'Previous', next: 'Next' },
  permission: {
    needs: (roles: readonly string[]) => `You need the role ${list.format(roles)}. Ask an administrator.`,
    unknown: (why: string) => `Could not check your permissions: ${why}`,
  },
  signedOut: {
    says: 'You are signed out. Sign in again to continue. What you typed here is kept.',
    link: 'Sign in (new window)',
  },
  error: { request: 'Request', requestId: 'request ID', retry: 'Try again' },
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
