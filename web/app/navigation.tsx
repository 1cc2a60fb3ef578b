// The navigation menu. New screens get their entry here.
import { NavLink, Text } from '@mantine/core'
import { Link, useLocation } from 'react-router'
import { type Access, useAccess } from '../asking/use-access.ts'
import { words } from '../words/words.ts'

const names = words.navigation

interface Entry {
  readonly name: string
  readonly to: string
}

const ofProject = (project: string): readonly Entry[] => {
  const path = `/p/${encodeURIComponent(project)}`
  return [
    { name: names.buckets, to: `${path}/buckets` },
    { name: names.ancestry, to: `${path}/ancestry` },
    { name: names.activity, to: `${path}/activity` },
    { name: names.audit, to: `${path}/audit` },
    { name: names.settings, to: `${path}/settings` },
  ]
}

/** The entries for what the user may see on the organization, or on any of its projects or groups. */
const ofOrganization = (access: Access): readonly Entry[] => {
  if (!access.isKnown || access.organization === undefined) return []
  const may = access.somewhere
  return [
    ...(may('iam.users.get') || may('resource-manager.resources.get-iam-policy')
      ? [{ name: names.members, to: '/access/members' }]
      : []),
    ...(access.seesGroups ? [{ name: names.groups, to: '/access/groups' }] : []),
    ...(may('iam.service-principals.get') ? [{ name: names.servicePrincipals, to: '/access/service-principals' }] : []),
    ...(may('iam.workload-identity-providers.get')
      ? [{ name: names.workloadIdentity, to: '/access/workload-identity' }]
      : []),
    { name: names.projects, to: '/access/projects' },
    { name: names.roles, to: '/access/roles' },
    ...(access.onOrganization('packer.audit-logs.list-organization')
      ? [{ name: names.audit, to: '/access/audit' }]
      : []),
    ...(access.onOrganization('log-service.destinations.get') ? [{ name: names.streams, to: '/access/streams' }] : []),
  ]
}

export function Navigation({ project }: { readonly project: string | undefined }) {
  const access = useAccess()
  const entries = ofOrganization(access)
  return (
    <div>
      {project !== undefined && <Entries title={names.registry} entries={ofProject(project)} />}
      {entries.length > 0 && <Entries title={names.access} entries={entries} />}
    </div>
  )
}

function Entries({ title, entries }: { readonly title: string; readonly entries: readonly Entry[] }) {
  const { pathname } = useLocation()
  return (
    <div role="group" aria-label={title}>
      <Text size="xs" c="dimmed" px="sm" pt="sm">
        {title}
      </Text>
      {entries.map(({ name, to }) => {
        const isHere = pathname === to || pathname.startsWith(`${to}/`)
        return (
          <NavLink
            key={to}
            component={Link}
            to={to}
            label={name}
            active={isHere}
            color="gray"
            {...(isHere && { 'aria-current': pathname === to ? ('page' as const) : ('true' as const) })}
          />
        )
      })}
    </div>
  )
}
