// A registry in which nothing is yet: how the first image comes here. The list takes its place when it has.
import { Loader } from '@mantine/core'
import type { Project } from '../asking/place.ts'
import { clientVariables } from '../parts/client-variables.ts'
import { Lines } from '../parts/lines.tsx'
import { words } from '../words/words.ts'

const { first } = words.registry

export function FirstSteps({ project }: { readonly project: Project }) {
  return (
    <section className="panel" aria-labelledby="first-steps">
      <h2 id="first-steps">{first.title}</h2>
      <p>{first.says}</p>
      <ol>
        <li>
          <p>{first.variables}</p>
          <Lines text={variablesOf(project)} label={first.variables} />
        </li>
        <li>
          <p>{first.template}</p>
          <Lines text={TEMPLATE} label={first.template} />
        </li>
        <li>
          <p>{first.build}</p>
          <Lines text="packer build hello.pkr.hcl" label={first.build} />
        </li>
      </ol>
      <p role="status" className="in-line">
        <Loader size="xs" type="dots" aria-hidden="true" />
        {first.waiting}
      </p>
    </section>
  )
}

const variablesOf = ({ id, organizationId }: Project) =>
  clientVariables({ organizationId, projectId: id, clientId: first.clientId, clientSecret: first.clientSecret })

const TEMPLATE = `packer {
  required_version = ">= 1.7.7"
}

source "file" "hello" {
  content = "hello"
  target  = "hello.txt"
}

build {
  hcp_packer_registry {
    bucket_name = "hello"
    description = "The first image"
    bucket_labels = {
      team = "platform"
    }
  }
  sources = ["source.file.hello"]
}`
