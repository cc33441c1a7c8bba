# spark.py - Spark spreads the names and reads the facts.  (Not run by our tests.)
#
#   spark-submit spark.py workbooks /out
#
# 'workbooks' has a path a line that every executor can read; the program is on
# every executor.  A workbook with something wrong ends the program with status 1
# after all that could be read, so the status is not asked for; what it said is
# in the executors' logs.  Values come as text and become DECIMAL(38, 18): no amount is
# ever a double.
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
names = spark.sparkContext.textFile(sys.argv[1], minPartitions=200)
lines = names.pipe("juesuan import -q -f jsonl -j 1 -")
facts = spark.read.json(lines, primitivesAsString=True).selectExpr(
    "*", "CASE WHEN unit <> 'text' THEN CAST(value AS DECIMAL(38, 18)) END AS number")
facts.write.partitionBy("fiscal_year", "template").parquet(sys.argv[2])
