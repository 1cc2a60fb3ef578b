// The head of a page: the links to the pages above it, its title, and its actions.
import { Group, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'
import { words } from '../words/words.ts'

interface Crumb {
  readonly name: string
  readonly to: string
}

interface PageHeadProps {
  readonly title: string
  readonly crumbs?: readonly Crumb[]
  /** The part that is shown of what the title names, where there are several. It goes into the window's title. */
  readonly part?: string
  /** Beside the title: a status, labels. */
  readonly aside?: ReactNode
  readonly actions?: ReactNode
}

export function PageHead({ title, crumbs = [], part, aside, actions }: PageHeadProps) {
  useEffect(() => {
    const where = [title, ...crumbs.map(({ name }) => name).reverse(), 'Assay']
    document.title = (part === undefined ? where : [part, ...where]).join(' · ')
  })
  return (
    <>
      {crumbs.length > 0 && (
        <nav aria-label={words.frame.crumbs} className="no-print">
          {crumbs.map(({ name, to }) => (
            <span key={to} className="quiet">
              <Link to={to}>{name}</Link> /{' '}
            </span>
          ))}
        </nav>
      )}
      <Group justify="space-between" mb="md" gap="sm">
        <Group gap="sm">
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {aside}
        </Group>
        {actions !== undefined && (
          <Group gap="xs" className="no-print">
            {actions}
          </Group>
        )}
      </Group>
    </>
  )
}
