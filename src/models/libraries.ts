/** The libraries that open gRPC inside, and those that do not. Of several that fit a name the first counts. */
import { authzed } from "./libraries/authzed";
import { authzedAsync } from "./libraries/authzed-async";
import { clickhouseConnect } from "./libraries/clickhouse-connect";
import { connectrpc } from "./libraries/connectrpc";
import { dapr } from "./libraries/dapr";
import { daprAsync } from "./libraries/dapr-async";
import { etcd3 } from "./libraries/etcd3";
import { etcd3Authenticated } from "./libraries/etcd3-authenticated";
import { feast } from "./libraries/feast";
import { firebaseAdminFirestore } from "./libraries/firebase-admin-firestore";
import { flytekit } from "./libraries/flytekit";
import { generatedClasses } from "./libraries/generated-classes";
import { googleAds } from "./libraries/google-ads";
import { googleAuth } from "./libraries/google-auth";
import { googleCloudBigquery } from "./libraries/google-cloud-bigquery";
import { googleCloudBigtable } from "./libraries/google-cloud-bigtable";
import { googleCloudBigtableData } from "./libraries/google-cloud-bigtable-data";
import { googleCloudBigtableDataAsync } from "./libraries/google-cloud-bigtable-data-async";
import { googleCloudCompute } from "./libraries/google-cloud-compute";
import { googleCloudDatastore } from "./libraries/google-cloud-datastore";
import { googleCloudErrorReporting } from "./libraries/google-cloud-error-reporting";
import { googleCloudFirestore } from "./libraries/google-cloud-firestore";
import { googleCloudFirestoreAsync } from "./libraries/google-cloud-firestore-async";
import { googleCloudGapic } from "./libraries/google-cloud-gapic";
import { googleCloudGapicAsync } from "./libraries/google-cloud-gapic-async";
import { googleCloudLogging } from "./libraries/google-cloud-logging";
import { googleCloudNdb } from "./libraries/google-cloud-ndb";
import { googleCloudPubsubPublisher } from "./libraries/google-cloud-pubsub-publisher";
import { googleCloudPubsubSubscriber } from "./libraries/google-cloud-pubsub-subscriber";
import { googleCloudSpanner } from "./libraries/google-cloud-spanner";
import { googleCloudStorage } from "./libraries/google-cloud-storage";
import { googleCloudTranslateV2 } from "./libraries/google-cloud-translate-v2";
import { googleGenai } from "./libraries/google-genai";
import { googleGenerativeai } from "./libraries/google-generativeai";
import { grpclib } from "./libraries/grpclib";
import { hatchet } from "./libraries/hatchet";
import { immudb } from "./libraries/immudb";
import { jaegerClient } from "./libraries/jaeger-client";
import { mavsdk } from "./libraries/mavsdk";
import { otelCloudTrace } from "./libraries/otel-cloud-trace";
import { otelZipkin } from "./libraries/otel-zipkin";
import { otlpGrpcLogs } from "./libraries/otlp-grpc-logs";
import { otlpGrpcMetrics } from "./libraries/otlp-grpc-metrics";
import { otlpGrpcTraces } from "./libraries/otlp-grpc-traces";
import { otlpHttp } from "./libraries/otlp-http";
import { pineconeGrpc } from "./libraries/pinecone-grpc";
import { pyarrowFlight } from "./libraries/pyarrow-flight";
import { pydgraph } from "./libraries/pydgraph";
import { pymilvusClient } from "./libraries/pymilvus-client";
import { pymilvusClientAsync } from "./libraries/pymilvus-client-async";
import { pymilvusConnections } from "./libraries/pymilvus-connections";
import { pysparkConnect } from "./libraries/pyspark-connect";
import { qdrantClient } from "./libraries/qdrant-client";
import { qdrantClientAsync } from "./libraries/qdrant-client-async";
import { rayClient } from "./libraries/ray-client";
import { simpleStubs } from "./libraries/simple-stubs";
import { skein } from "./libraries/skein";
import { temporalio } from "./libraries/temporalio";
import { tritonclientGrpc } from "./libraries/tritonclient-grpc";
import { tritonclientGrpcAio } from "./libraries/tritonclient-grpc-aio";
import { tritonclientHttp } from "./libraries/tritonclient-http";
import { weaviate } from "./libraries/weaviate";
import { weaviateV3 } from "./libraries/weaviate-v3";
import { yandexcloud } from "./libraries/yandexcloud";
import { ydb } from "./libraries/ydb";
import type { LibraryModel } from "./model";

export const libraryModels: readonly LibraryModel[] = [
  googleCloudStorage,
  googleCloudBigquery,
  googleCloudCompute,
  googleCloudTranslateV2,
  googleAuth,
  googleGenai,
  otlpHttp,
  otelZipkin,
  jaegerClient,
  clickhouseConnect,
  grpclib,
  connectrpc,
  temporalio,
  pyarrowFlight,
  tritonclientHttp,
  weaviateV3,
  generatedClasses,
  googleCloudGapicAsync,
  googleCloudPubsubPublisher,
  googleCloudPubsubSubscriber,
  googleCloudFirestore,
  googleCloudFirestoreAsync,
  firebaseAdminFirestore,
  googleCloudSpanner,
  googleCloudBigtable,
  googleCloudBigtableData,
  googleCloudBigtableDataAsync,
  googleCloudDatastore,
  googleCloudNdb,
  googleCloudLogging,
  googleCloudErrorReporting,
  googleAds,
  googleCloudGapic,
  googleGenerativeai,
  otlpGrpcTraces,
  otlpGrpcMetrics,
  otlpGrpcLogs,
  otelCloudTrace,
  etcd3Authenticated,
  etcd3,
  pymilvusClient,
  pymilvusClientAsync,
  pymilvusConnections,
  qdrantClient,
  qdrantClientAsync,
  weaviate,
  pydgraph,
  ydb,
  immudb,
  authzed,
  authzedAsync,
  tritonclientGrpc,
  tritonclientGrpcAio,
  dapr,
  daprAsync,
  rayClient,
  pysparkConnect,
  flytekit,
  feast,
  pineconeGrpc,
  hatchet,
  skein,
  yandexcloud,
  mavsdk,
  simpleStubs,
];
