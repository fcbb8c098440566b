import type { Application } from './application';
import { type DemoObject, storedObject } from './demo-object';
import { applicationLabels, metadata } from './metadata';
import type { RandomSource } from './random-source';

const classes = ['local', 'standard', 'fast-ssd'] as const;

/** The claims of a StatefulSet and the volumes they are bound to. */
export function* volumes(random: RandomSource, application: Application): Iterable<DemoObject> {
  const { name, namespace, replicas } = application;
  for (let index = 0; index < replicas; index += 1) {
    const claim = `data-${name}-${index}`;
    const storageClassName = random.pick(classes);
    const capacity = { storage: random.pick(['10Gi', '20Gi', '100Gi']) };
    const shared = { accessModes: ['ReadWriteOnce'], storageClassName, volumeMode: 'Filesystem' };
    const own = metadata(random, claim, {
      namespace,
      labels: applicationLabels(application),
      finalizers: ['kubernetes.io/pvc-protection'],
    });
    const volumeName = `pvc-${own.uid}`;
    yield storedObject(`persistentvolumeclaims/${namespace}/${claim}`, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: own,
      spec: { ...shared, resources: { requests: capacity }, volumeName },
      status: { phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity },
    });
    yield storedObject(`persistentvolumes/${volumeName}`, {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: metadata(random, volumeName, { finalizers: ['kubernetes.io/pv-protection'] }),
      spec: {
        ...shared,
        capacity,
        csi: { driver: 'disk.csi.example.com', volumeHandle: random.hex(24), fsType: 'ext4' },
        claimRef: { kind: 'PersistentVolumeClaim', namespace, name: claim, apiVersion: 'v1' },
        persistentVolumeReclaimPolicy: 'Delete',
      },
      status: { phase: 'Bound' },
    });
  }
}

/** The StorageClasses of the cluster. */
export function* storageClasses(random: RandomSource): Iterable<DemoObject> {
  for (const name of classes) {
    yield storedObject(`storageclasses/${name}`, {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: metadata(random, name, {
        annotations: { 'storageclass.kubernetes.io/is-default-class': String(name === 'local') },
      }),
      provisioner: 'disk.csi.example.com',
      parameters: { type: name },
      reclaimPolicy: 'Delete',
      allowVolumeExpansion: true,
      volumeBindingMode: 'WaitForFirstConsumer',
    });
  }
}
