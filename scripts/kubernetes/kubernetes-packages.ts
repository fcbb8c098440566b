import path from 'node:path';
import { unpackDebianPackage } from '../debian/download-package';

/** Where the published Kubernetes API definitions lie once unpacked. */
export type KubernetesPackages = {
  /** Roots of Go source trees; each holds packages such as `k8s.io/api/core/v1`. */
  sources: string[];
  /** Kubernetes' own serialized objects: `<version>/<group>.<version>.<kind>.{json,pb,yaml}`. */
  testData: string;
  /** Package versions, for the record: `golang-k8s-api-dev 0.36.4-1`. */
  versions: string[];
};

const suites = ['testing', 'sid'];
const names = ['golang-k8s-api-dev', 'golang-k8s-apimachinery-dev'];
const sourceRoot = 'usr/share/gocode/src';

/** The Kubernetes API packages of Debian, fetched once into `.cache`. */
export const kubernetesPackages = async (): Promise<KubernetesPackages> => {
  const sources: string[] = [];
  const versions: string[] = [];
  for (const name of names) {
    const { directory, version } = await unpackDebianPackage(name, { suites });
    sources.push(path.join(directory, sourceRoot));
    versions.push(`${name} ${version}`);
  }
  return { sources, versions, testData: path.join(sources[0] ?? '', 'k8s.io/api/testdata') };
};
