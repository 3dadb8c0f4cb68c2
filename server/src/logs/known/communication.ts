import { defineKnown } from "./known";

/** Between the ranks: rendezvous, NCCL and gloo. */
export default defineKnown([
  {
    id: "two-ranks-one-gpu",
    cause: "environment",
    says: ["Duplicate GPU detected"],
    keys: ["launcher"],
    advice:
      "Two ranks took one GPU: look at CUDA_VISIBLE_DEVICES and at how the launcher binds GPUs to tasks.",
  },
  {
    id: "port-in-use",
    cause: "environment",
    says: ["ddress already in use", "EADDRINUSE"],
    keys: ["master_port"],
    advice: "Another process listens at master_port, maybe the last run: end it, or choose another port.",
  },
  {
    id: "rendezvous",
    cause: "environment",
    says: [
      "client socket has timed out",
      "client socket has failed to connect",
      ["store", "failed to connect"],
      ["store", "failed to recv"],
      ["TCPStore", "timed out"],
      ["TCPStore", "timeout"],
      ["TCPStore", "connect"],
      "DistStoreError",
      "Timed out waiting for clients",
      "Timed out initializing process group",
      "store based barrier",
      "RendezvousTimeout",
      "RendezvousConnection",
      "connect() timed out",
      "wait timeout after",
      "Name or service not known",
      "Temporary failure in name resolution",
      "getaddrinfo",
    ],
    keys: ["master_addr", "master_port", "hostfile"],
    advice:
      "The ranks did not find the first one: it has to run, and the other nodes have to reach master_addr and master_port.",
  },
  {
    id: "nccl-network",
    cause: "environment",
    says: [
      "ncclSystemError",
      "no socket interface found",
      "socketStartConnect",
      "No route to host",
      "NET/Socket : ",
    ],
    keys: ["master_addr", "hostfile"],
    advice:
      "The nodes do not reach each other at NCCL's network interface: set NCCL_SOCKET_IFNAME, and look at the firewall.",
  },
  {
    id: "infiniband",
    cause: "hardware",
    says: [
      ["NET/IB", "error"],
      ["NET/IB", "async event"],
      ["NET/IB", "fatal"],
      ["ibv_", " failed"],
      ["Got completion", "with status"],
      ["Got completion", "with error"],
    ],
    advice: "InfiniBand failed between two nodes: leave out the one that it names, or test the network.",
  },
  {
    id: "nccl-cuda",
    cause: "environment",
    says: ["ncclUnhandledCudaError", "unhandled cuda error"],
    advice:
      "CUDA failed inside of NCCL: NCCL_DEBUG=INFO tells what; often a driver that does not fit, or a GPU that another process uses.",
  },
  {
    id: "backend-absent",
    cause: "environment",
    says: [
      "Distributed package doesn't have NCCL",
      ["NCCL", "not available"],
      ["NCCL", "not built"],
      "Unknown c10d backend",
    ],
    keys: ["distributed_backend"],
    advice: "This torch was built without the backend that distributed_backend names.",
  },
  {
    id: "watchdog",
    cause: "hardware",
    says: [
      "Watchdog caught collective operation timeout",
      "watchdog thread terminated",
      "Heartbeat monitor timed out",
      "collective operation timed out",
      "Some NCCL operations have failed or timed out",
      ["Timed out waiting", "ms for"],
    ],
    advice:
      "The other ranks waited in vain for one: look at what that rank and its node did last. Nothing was wrong with those that tell of the timeout.",
    alone: true,
    isEcho: true,
  },
  {
    id: "peer-lost",
    cause: "hardware",
    says: [
      "Connection reset by peer",
      "Connection closed by peer",
      "Connection closed by remote peer",
      "Broken pipe",
      "ncclRemoteError",
      "remote process exited",
      "NCCL communicator was aborted",
      "Socket closed",
      "socketProgress",
      "Connection closed by localRank",
    ],
    advice:
      "A rank died without a word, and this one only lost its peer: look at the node of that rank, for a process that was killed or for its kernel's log.",
    isEcho: true,
  },
  {
    id: "aborted-with-others",
    cause: "hardware",
    says: ["ChildFailedError", "SignalException", "Aborted (core dumped)"],
    begins: ["terminate called"],
    advice: "This process ended because another one failed: look for the first failure above.",
    alone: true,
    isEcho: true,
  },
]);
