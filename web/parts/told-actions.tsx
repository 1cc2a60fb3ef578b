// The events of versions that a webhook or a person receives: to choose from, and in words.
import { Checkbox, Stack } from '@mantine/core'
import { toldWords } from '../words/told-words.ts'

/** The API's word for every event, including those of later releases. */
export const EVERYTHING = '*'

const choices = Object.entries(toldWords.actions)
const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** An action in words; for an action of a later release, the word of the API. */
const inWords = (action: string): string =>
  (toldWords.short as Readonly<Record<string, string | undefined>>)[action] ?? action

export const actionsInWords = (actions: readonly string[]): string =>
  actions.includes(EVERYTHING) ? toldWords.whatever : toldWords.versions(list.format(actions.map(inWords)))

interface ToldActionsProps {
  readonly label: string
  /** Whether the label is visible above already. */
  readonly isSaid?: boolean
  readonly actions: readonly string[]
  /** Whether choosing none of these is allowed. */
  readonly isOptional?: boolean
  readonly onChange: (actions: readonly string[]) => void
}

export function ToldActions({ label, isSaid = false, actions, isOptional = false, onChange }: ToldActionsProps) {
  const isEverything = actions.includes(EVERYTHING)
  return (
    <Checkbox.Group
      {...(isSaid ? { 'aria-label': label } : { label })}
      value={[...actions]}
      error={!isOptional && actions.length === 0 ? toldWords.nothing : null}
      onChange={onChange}
    >
      <Stack gap={6} {...(!isSaid && { mt: 'xs' })}>
        <Checkbox value={EVERYTHING} label={toldWords.everything} />
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
