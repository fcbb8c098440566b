import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A Go package that defines protobuf messages. */
export type ApiPackage = {
  /** The protobuf package, such as `k8s.io.api.core.v1`. */
  name: string;
  protoFile: string;
  /** The Go sources of the package, without tests and generated code. */
  goFiles: string[];
  /** `apps/v1` and the like; undefined for packages that hold no API group. */
  apiVersion: string | undefined;
};

const skipped = ['k8s.io.apimachinery.pkg.apis.testapigroup.v1'];

const isHandWritten = (file: string): boolean =>
  file.endsWith('.go') && !/_test\.go$|generated/.test(file);

const readApiVersion = async (directory: string): Promise<string | undefined> => {
  const register = path.join(directory, 'register.go');
  const text = await readFile(register, 'utf8').catch(() => '');
  const group = /^(?:const|var) GroupName *= *"([^"]*)"/m.exec(text)?.[1];
  if (group === undefined) {
    return undefined;
  }
  const version = path.basename(directory);
  return group === '' ? version : `${group}/${version}`;
};

/** Every package with a `generated.proto` under the Go source roots, in order of name. */
export const findApiPackages = async (sources: string[]): Promise<ApiPackage[]> => {
  const packages: ApiPackage[] = [];
  for (const source of sources) {
    const files = await readdir(source, { recursive: true });
    for (const file of files.filter((name) => path.basename(name) === 'generated.proto')) {
      const directory = path.join(source, path.dirname(file));
      const name = path.dirname(file).split(path.sep).join('.');
      const goFiles = (await readdir(directory)).filter(isHandWritten).sort();
      packages.push({
        name,
        protoFile: path.join(source, file),
        goFiles: goFiles.map((goFile) => path.join(directory, goFile)),
        apiVersion: await readApiVersion(directory),
      });
    }
  }
  return packages
    .filter(({ name }) => !skipped.includes(name))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
};
