import { usage } from '../../client-failure.ts'
import {
  artifactOf,
  type FoundBuild,
  type FoundWork,
  type Fields,
  fieldsIn,
  fingerprintOfText,
  isObject,
  listIn,
  objectIn,
  objectOf,
  platformIn,
  type SaidFile,
  type SaidOfImages,
  textIn,
} from './found-work.ts'

const WHAT = 'the image of EC2 Image Builder'

/**
 * An image made by EC2 Image Builder: as `aws imagebuilder get-image` prints it, as the service publishes it to SNS, or as SNS passes it on
 * to queues and functions (Image Builder user guide, "SNS message format").
 */
export async function imageBuilderImage(file: string, said: SaidOfImages): Promise<FoundWork> {
  const image = imageIn(await objectOf({ file, what: WHAT }), { file, what: WHAT })
  const arn = textIn(image['arn'])
  if (arn === '') throw usage(`${WHAT} ${file} has no arn: is it what aws imagebuilder get-image prints?`)
  requireAvailable(image, arn)
  const builds = [...amisOf(image, arn, said), ...containersOf(image, arn, said)]
  if (builds.length === 0)
    throw usage(`${arn} has no outputResources: it produced nothing, or was deleted. Publish another image`)
  return { builds, run: null, fingerprint: fingerprintOfText(arn) }
}

/** Unwraps the image from its message. */
function imageIn(value: Fields, said: SaidFile): Fields {
  if (isObject(value['image'])) return value['image']
  const [record] = listIn(value['Records'])
  const message = textIn(fieldsIn(fieldsIn(record)['Sns'])['Message']) || textIn(value['Message'])
  return message === '' ? value : imageIn(objectIn(message, said), said)
}

function requireAvailable(image: Fields, arn: string): void {
  const { status, reason } = fieldsIn(image['state'])
  if (status === 'AVAILABLE') return
  const why = textIn(reason) === '' ? '' : `, because ${textIn(reason)}`
  throw usage(`${arn} is ${textIn(status) || 'in an unknown state'}${why}: publish it once it is AVAILABLE`)
}

const nameIn = (image: Fields, arn: string): string => (textIn(image['name']) || arn).replaceAll(' ', '-')

function labelsOf(image: Fields, arn: string): Readonly<Record<string, string>> {
  const system = textIn(image['osVersion'])
  return { image_builder_arn: arn, ...(system !== '' && { os_version: system }) }
}

/** Copies in other accounts become builds of their own: a build with several images in one region would give no way to choose. */
function amisOf(image: Fields, arn: string, said: SaidOfImages): readonly FoundBuild[] {
  const owner = arn.split(':')[4]
  const amis = listIn(fieldsIn(image['outputResources'])['amis']).map((value, index) => {
    const ami = fieldsIn(value)
    const [region, id] = [textIn(ami['region']), textIn(ami['image'])]
    if (region === '' || id === '') throw usage(`outputResources.amis[${index}] of ${arn} has no region, or no image`)
    return { account: textIn(ami['accountId']) || owner, artifact: artifactOf(region, id) }
  })
  return [...Map.groupBy(amis, ({ account }) => account)].map(([account, all]) => ({
    componentType: `imagebuilder.${nameIn(image, arn)}${account === owner ? '' : `-${account}`}`,
    platform: said.platform === undefined ? 'aws' : platformIn(said.platform),
    artifacts: all.map(({ artifact }) => artifact),
    labels: labelsOf(image, arn),
  }))
}

function containersOf(image: Fields, arn: string, said: SaidOfImages): readonly FoundBuild[] {
  const artifacts = listIn(fieldsIn(image['outputResources'])['containers']).flatMap((value, index) => {
    const { region, imageUris } = fieldsIn(value)
    return listIn(imageUris).map((uri) => {
      if (textIn(region) === '' || textIn(uri) === '')
        throw usage(`outputResources.containers[${index}] of ${arn} has no region, or no image address`)
      return artifactOf(textIn(region), textIn(uri))
    })
  })
  if (artifacts.length === 0) return []
  const platform = said.platform === undefined ? 'docker' : platformIn(said.platform)
  return [{ componentType: `imagebuilder.${nameIn(image, arn)}`, platform, artifacts, labels: labelsOf(image, arn) }]
}
