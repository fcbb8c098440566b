import { parseArgs } from 'node:util';

/** What `npm run demo -- …` was asked for. */
export type DemoOptions = {
  members: number;
  series: string | undefined;
  keys: number;
  traffic: boolean;
  port: number | undefined;
};

/** Told where the options are not understood, and by `--help`. */
export const demoUsage = `npm run demo -- [options]
  --members 1|3|5     members of the cluster (3)
  --etcd SERIES       3.4, 3.5, 3.6 or another series that can be had (the newest at hand)
  --keys N            Kubernetes objects to load, 100 to 1000000 (5500)
  --no-traffic        no writes after loading
  --port N            port of the dashboard (a free one)`;

const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new Error(`--${name} must be a whole number from ${least} to ${most}, not ${text}.`);
  }
  return number;
};

/** Reads the command line; throws an Error that names the option and the mend. */
export const parseDemoOptions = (parameters: readonly string[]): DemoOptions | 'help' => {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      members: { type: 'string', default: '3' },
      etcd: { type: 'string' },
      keys: { type: 'string', default: '5500' },
      'no-traffic': { type: 'boolean', default: false },
      port: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    return 'help';
  }
  if (!['1', '3', '5'].includes(values.members)) {
    throw new Error(`--members must be 1, 3 or 5, not ${values.members}.`);
  }
  if (values.etcd !== undefined && !/^3\.\d+(\.\d+)?$/.test(values.etcd)) {
    throw new Error(`--etcd must be a series such as 3.5, not ${values.etcd}.`);
  }
  return {
    members: Number(values.members),
    series: values.etcd,
    keys: wholeNumber('keys', values.keys, 100, 1_000_000),
    traffic: !values['no-traffic'],
    port: values.port === undefined ? undefined : wholeNumber('port', values.port, 1, 65_535),
  };
};
