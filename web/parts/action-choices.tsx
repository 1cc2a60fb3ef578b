// The events of versions that a webhook or a person receives: to choose from, and in words.
import { Checkbox, Stack } from '@mantine/core'
import { actionWords } from '../words/action-words.ts'

/** The API's word for every event, including those of later releases. */
export const EVERYTHING = '*'

const choices = Object.entries(actionWords.actions)
const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** An action in words; for an action of a later release, the word of the API. */
const inWords = (action: string): string =>
  (actionWords.short as Readonly<Record<string, string | undefined>>)[action] ?? action

export const actionsInWords = (actions: readonly string[]): string =>
  actions.includes(EVERYTHING) ? actionWords.whatever : actionWords.versions(list.format(actions.map(inWords)))

interface ActionChoicesProps {
  readonly label: string
  /** Whether the label is visible above already. */
  readonly isSaid?: boolean
  readonly actions: readonly string[]
  /** Whether choosing none of these is allowed. */
  readonly isOptional?: boolean
  readonly onChange: (actions: readonly string[]) => void
}

export function ActionChoices({ label, isSaid = false, actions, isOptional = false, onChange }: ActionChoicesProps) {
  const isEverything = actions.includes(EVERYTHING)
  return (
    <Checkbox.Group
      {...(isSaid ? { 'aria-label': label } : { label })}
      value={[...actions]}
      error={!isOptional && actions.length === 0 ? actionWords.nothing : null}
      onChange={onChange}
    >
      <Stack gap={6} {...(!isSaid && { mt: 'xs' })}>
        <Checkbox value={EVERYTHING} label={actionWords.everything} />
        {choices.map(([action, meaning]) => (
          <Checkbox
            key={action}
            value={action}
            disabled={isEverything}
            label={
              <>
                {meaning} <code className="quiet">{action}</code>
              </>
            }
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
