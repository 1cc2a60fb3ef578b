// The head of a section, on a page whose own title is above it.
import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface SectionHeadProps {
  readonly title: ReactNode
  /** Beside the title: a status. */
  readonly aside?: ReactNode
  readonly actions?: ReactNode
}

export function SectionHead({ title, aside, actions }: SectionHeadProps) {
  return (
    <Group justify="space-between" mb="sm" gap="sm">
      <Group gap="sm">
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {aside}
      </Group>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </Group>
  )
}
