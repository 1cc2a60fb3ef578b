// The frame of every page about access: its head, and for users who lack the permission the role that grants it, in place of the content.
import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { type PermissionName, type Permits, rolesFor } from '../asking/permissions.ts'
import type { Access } from '../asking/use-access.ts'
import { ErrorNote } from '../parts/error-note.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { words } from '../words/words.ts'

interface AccessPageProps {
  readonly title: string
  readonly crumbs?: readonly { readonly name: string; readonly to: string }[]
  readonly says?: string
  readonly access: Access
  /** Any one of these permissions is enough; empty for a page that everybody may see. */
  readonly needs: readonly PermissionName[]
  /** Where one of them must be held; by default on the organization or on any project. */
  readonly permits?: Permits
  readonly actions?: ReactNode
  /** Rendered, and its data requested, only when permitted. */
  readonly children: () => ReactNode
}

export function AccessPage({ title, crumbs = [], says, access, needs, actions, children, ...rest }: AccessPageProps) {
  const { permits = access.somewhere } = rest
  const isPermitted = needs.length === 0 || needs.some((permission) => permits(permission))
  return (
    <>
      <PageHead title={title} crumbs={crumbs} actions={access.isKnown && isPermitted ? actions : undefined} />
      {says !== undefined && <p className="quiet">{says}</p>}
      {access.isKnown ? (
        isPermitted && access.organization !== undefined ? (
          children()
        ) : (
          <p className="note">{words.permission.needs(needs.length === 0 ? ['viewer'] : rolesOf(needs))}</p>
        )
      ) : access.error ? (
        <ErrorNote error={access.error} />
      ) : (
        <Skeleton height={160} aria-label={words.loading} />
      )}
    </>
  )
}

const rolesOf = (permissions: readonly PermissionName[]) => [
  ...new Set(permissions.flatMap((permission): readonly string[] => rolesFor[permission])),
]
