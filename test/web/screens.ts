// Every screen of the pages, by name: its path in the painted registry, and the steps that show it.
import type { Page } from 'playwright-core'
import { GIVEN_UP_DELIVERY } from '../support/painted-webhooks.ts'

type Painted = Readonly<Record<string, readonly string[]>>

export interface Screen {
  readonly name: string
  readonly path: (painted: Painted) => string
  /** What to do on the page until the screen is shown. */
  readonly step?: (page: Page) => Promise<void>
}

const versionPath =
  (bucket: string, number: number) =>
  (painted: Painted): string =>
    `/p/default/buckets/${bucket}/versions/${painted[bucket]?.[number - 1] ?? ''}`

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

export const screens: readonly Screen[] = [
  { name: 'missing', path: () => '/p/default/nothing' },
  { name: 'bucket', path: () => '/p/default/buckets/app-web' },
  { name: 'activity', path: () => '/p/default/activity?bucket=app-web' },
  { name: 'bucket-activity', path: () => '/p/default/buckets/orders-db/activity?kind=revocations' },
  { name: 'audit', path: () => '/p/default/audit' },
  { name: 'audit-organization', path: () => '/access/audit?status=OK&from=2026-01-01T00:00:00.000Z' },
  { name: 'streams', path: () => '/access/streams' },
  { name: 'buckets', path: () => '/p/default/buckets' },
  { name: 'buckets-matrix', path: () => '/p/default/buckets?view=matrix' },
  { name: 'ancestry-graph', path: () => '/p/default/ancestry?view=graph' },
  { name: 'ancestry-table', path: () => '/p/default/ancestry?view=table' },
  { name: 'bucket-ancestry', path: () => '/p/default/buckets/app-web/ancestry?view=graph' },
  { name: 'search', path: () => '/search?q=ubuntu' },
  { name: 'search-image', path: () => '/search?q=ami-' },
  { name: 'settings', path: () => '/p/default/settings' },
  { name: 'webhooks', path: () => '/p/default/settings/webhooks' },
  { name: 'webhook', path: () => '/p/default/settings/webhooks/pager' },
  { name: 'delivery', path: () => `/p/default/settings/webhooks/pager/deliveries/${GIVEN_UP_DELIVERY}` },
  { name: 'you', path: () => '/you' },
  { name: 'versions', path: () => '/p/default/buckets/orders-db/versions' },
  { name: 'bucket-settings', path: () => '/p/default/buckets/app-web/settings' },
  { name: 'version', path: versionPath('app-web', 1) },
  { name: 'members', path: () => '/access/members' },
  { name: 'invitations', path: () => '/access/members?view=invitations' },
  { name: 'groups', path: () => '/access/groups' },
  { name: 'group', path: () => '/access/groups/platform' },
  { name: 'service-principals', path: () => '/access/service-principals' },
  { name: 'service-principal', path: () => '/access/service-principals/image-pipeline' },
  { name: 'workload-identity', path: () => '/access/workload-identity?of=image-pipeline' },
  { name: 'projects', path: () => '/access/projects' },
  { name: 'roles', path: () => '/access/roles' },
  { name: 'board', path: () => '/p/default/buckets/app-web/board' },
  { name: 'compare', path: () => '/p/default/buckets/ubuntu-base/compare?from=production&to=test' },
  { name: 'channel', path: () => '/p/default/buckets/app-web/channels/staging' },
  { name: 'first-steps', path: () => '/p/fresh/buckets' },
  { name: 'no-registry', path: () => '/p/planned/buckets' },
  { name: 'no-bucket', path: () => '/p/default/buckets/nothing-here' },
  {
    name: 'revoke',
    path: versionPath('ubuntu-base', 2),
    async step(page) {
      await press(page, 'Revoke…')
      await page.getByRole('dialog').getByText('2 versions built from it in 2 buckets').waitFor()
    },
  },
  {
    name: 'point',
    path: () => '/p/default/buckets/app-web/channels/staging',
    async step(page) {
      await press(page, 'Point back at v1')
      await page.getByRole('dialog').getByText('(the previous version)').waitFor()
    },
  },
  {
    name: 'confirmation',
    path: versionPath('orders-db', 2),
    async step(page) {
      await press(page, 'Delete…')
      await page.getByRole('dialog').getByLabel('Type v2 to confirm').waitFor()
    },
  },
  {
    name: 'new-webhook',
    path: () => '/p/default/settings/webhooks',
    async step(page) {
      await press(page, 'New webhook…')
      await page.getByRole('dialog').getByLabel('Receiver URL').fill('https://hooks.example.com/images')
      await page.getByRole('dialog').getByLabel('Everything, including').uncheck()
    },
  },
  {
    name: 'refused-webhook',
    path: () => '/p/default/settings/webhooks/archive',
    async step(page) {
      await press(page, 'Enable…')
      await press(page, 'Verify and enable')
      await page.getByRole('alert').getByText('Error verifying webhook configuration').waitFor()
    },
  },
  {
    name: 'new-destination',
    path: () => '/access/streams',
    async step(page) {
      await press(page, 'New destination…')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Name').fill('observability')
      await dialog.getByRole('combobox', { name: 'Service' }).click()
      await page.getByRole('option', { name: 'CloudWatch' }).click()
      await dialog.getByLabel('Role ARN').fill('arn:aws:iam::123456789012:role/log-streaming')
    },
  },
  {
    name: 'tested-stream',
    path: () => '/access/streams',
    async step(page) {
      await press(page, 'Test siem')
      await page
        .getByRole('status')
        .getByText(/^The receiver /)
        .waitFor()
    },
  },
  {
    name: 'delete-destination',
    path: () => '/access/streams',
    async step(page) {
      await press(page, 'Delete observability')
      await page.getByRole('dialog').getByLabel('Type observability to confirm').waitFor()
    },
  },
  {
    name: 'new-key',
    path: () => '/access/service-principals/image-pipeline',
    async step(page) {
      await press(page, 'Create a key')
      await press(page, 'Create key')
      await page.getByRole('heading', { name: 'New key' }).waitFor()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'audit-entry',
    path: () => '/p/default/audit?bucket=orders-db&kind=assignments',
    async step(page) {
      await page.getByRole('button', { name: 'Assigned version to channel' }).first().click()
      await page.getByRole('heading', { name: 'What changed' }).waitFor()
    },
  },
  {
    name: 'audit-chain',
    path: () => '/p/default/audit?kind=registry',
    async step(page) {
      await page.locator('summary', { hasText: 'Hash chain' }).click()
      await page.getByText('assay audit verify --seen').waitFor()
    },
  },
  {
    name: 'audit-export',
    path: () => '/p/default/audit?kind=revocations',
    async step(page) {
      await press(page, 'Export…')
      await page.getByRole('dialog').getByRole('link', { name: 'Download' }).waitFor()
    },
  },
  {
    name: 'emails',
    path: () => '/you?project=default',
    async step(page) {
      await press(page, 'Subscribe…')
      await press(page, 'Subscribe')
      await page.getByRole('row', { name: 'all buckets you can see' }).waitFor()
    },
  },
  {
    name: 'new-email',
    path: () => '/you?project=default',
    async step(page) {
      await press(page, 'Subscribe…')
      await page
        .getByRole('dialog')
        .getByLabel(/^Daily/)
        .check()
    },
  },
  {
    name: 'keys',
    path: () => '/you',
    async step(page) {
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    },
  },
]
