// The head of a part of a page, where the page itself is named by what stands above it.
import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface SectionHeadProps {
  readonly title: ReactNode
  readonly actions?: ReactNode
}

export function SectionHead({ title, actions }: SectionHeadProps) {
  return (
    <Group justify="space-between" mb="sm" gap="sm">
      <Title order={2} style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Title>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </Group>
  )
}
