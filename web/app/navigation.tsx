// Where one can go. Screens that come later have their place here when they come.
import { NavLink, Text } from '@mantine/core'
import { Link, useLocation } from 'react-router'
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
    { name: names.settings, to: `${path}/settings` },
  ]
}

const ofOrganization: readonly Entry[] = []

export function Navigation({ project }: { readonly project: string | undefined }) {
  return (
    <div>
      {project !== undefined && <Entries title={names.registry} entries={ofProject(project)} />}
      {ofOrganization.length > 0 && <Entries title={names.access} entries={ofOrganization} />}
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
