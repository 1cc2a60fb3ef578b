import { Group } from '@mantine/core'

interface LabelsProps {
  readonly labels: Readonly<Record<string, string>>
  /** The most labels that are shown. */
  readonly most?: number
}

export function Labels({ labels, most = Infinity }: LabelsProps) {
  const entries = Object.entries(labels)
  if (entries.length === 0) return null
  return (
    <Group gap={4}>
      {entries.slice(0, most).map(([key, value]) => (
        <code key={key} className="quiet" style={{ overflowWrap: 'anywhere' }}>
          {key}={value}
        </code>
      ))}
    </Group>
  )
}
