// How Terraform has its plans checked: the address, the key, and what to do about images that the registry does not know.
import { Group, Select } from '@mantine/core'
import { useState } from 'react'
import type { Permits } from '../asking/permissions.ts'
import { inProject, type Project } from '../asking/place.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { Answered } from '../parts/answered.tsx'
import { ConfirmedChange } from '../parts/confirmed-change.tsx'
import { Copyable } from '../parts/copyable.tsx'
import { Fact } from '../parts/fact.tsx'
import { PermittedButton } from '../parts/permitted-button.tsx'
import { whyNot } from '../parts/why-not.ts'
import { settingsWords } from '../words/settings-words.ts'

const said = settingsWords.runTask
type Behaviour = keyof typeof said.behaviours
const behaviours = Object.entries(said.behaviours).map(([value, label]) => ({ value: value as Behaviour, label }))
const SELDOM = 60_000

interface RunTaskSettingsProps {
  readonly project: Project
  readonly permits: Permits
}

export function RunTaskSettings({ project, permits }: RunTaskSettingsProps) {
  const [isShown, setShown] = useState(false)
  const refusal = whyNot(permits, 'packer.run-tasks.get')
  return (
    <section className="panel" aria-labelledby="run-task">
      <h2 id="run-task">{said.title}</h2>
      <p>{said.says}</p>
      {refusal === null && isShown && <Access project={project} />}
      {refusal === null && <Untracked project={project} permits={permits} />}
      <Group mt="md">
        <PermittedButton
          permits={permits}
          permission="packer.run-tasks.get"
          onClick={() => {
            setShown(!isShown)
          }}
        >
          {isShown ? said.hide : said.show}
        </PermittedButton>
        <Regeneration project={project} permits={permits} />
      </Group>
    </section>
  )
}

/** The key is requested only when the user wants to see it. */
function Access({ project }: { readonly project: Project }) {
  const params = { ...inProject(project), task_type: 'validation' }
  const answer = useAnswer('PackerService_GetRegistryTFCRunTaskAPI', { params }, { again: SELDOM })
  return (
    <Answered answer={answer} lines={2}>
      {({ api_url: url, hmac_key: key }) => (
        <dl className="facts">
          <Fact name={said.url}>
            <Copyable text={url} label={said.url} />
          </Fact>
          <Fact name={said.key}>
            <Copyable text={key} label={said.key} />
          </Fact>
        </dl>
      )}
    </Answered>
  )
}

function Untracked({ project, permits }: RunTaskSettingsProps) {
  const [asked, setAsked] = useState<Behaviour | null>(null)
  const params = inProject(project)
  const answer = useAnswer('PackerService_GetRunTaskConfig', { params }, { again: SELDOM })
  const refusal = whyNot(permits, 'packer.run-tasks.update')
  return (
    <Answered answer={answer} lines={1}>
      {({ on_untracked_image: behaviour }) => (
        <>
          <Select
            mt="md"
            maw={320}
            label={said.untracked}
            description={refusal ?? said.untrackedLater}
            data={behaviours}
            value={behaviour}
            allowDeselect={false}
            disabled={refusal !== null}
            onChange={(value) => {
              if (value !== behaviour) setAsked(value)
            }}
          />
          {asked && (
            <ConfirmedChange
              operation="PackerService_UpdateRunTaskConfig"
              request={{ params, body: { on_untracked_image: asked } }}
              title={said.untracked}
              action={said.change(said.behaviours[asked])}
              onClose={() => {
                setAsked(null)
              }}
            >
              <p>{said.changing[asked]}</p>
            </ConfirmedChange>
          )}
        </>
      )}
    </Answered>
  )
}

function Regeneration({ project, permits }: RunTaskSettingsProps) {
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      <PermittedButton
        permits={permits}
        permission="packer.run-tasks.update"
        onClick={() => {
          setAsked(true)
        }}
      >
        {said.regenerate}
      </PermittedButton>
      {isAsked && (
        <ConfirmedChange
          operation="PackerService_RegenerateTFCRunTaskHmacKey"
          request={{ params: inProject(project), body: {} }}
          title={said.regenerate}
          action={said.regenerate}
          onClose={() => {
            setAsked(false)
          }}
        >
          <p>{said.regenerating}</p>
        </ConfirmedChange>
      )}
    </>
  )
}
