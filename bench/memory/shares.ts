/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html: "At 1,769 MB, a function has the equivalent of one vCPU". */
const MB_OF_ONE_VCPU = 1769;

export const MEMORY_MB = [128, 256, 512, 1024] as const;

/** Lambda allocates CPU in proportion to memory. */
export const cpuShareOf = (memoryMb: number) => memoryMb / MB_OF_ONE_VCPU;
